import { given, NOT_ASKED } from '../model/answer.ts';
import type { Flow } from '../model/flow.ts';
import type { AwsAnswers, KeyOwnership } from '../model/key.ts';
import type { Reason } from '../model/reasons.ts';
import { defineCheck, unverified } from './check.ts';

/** The credentials that the flow uses are encrypted with a customer managed key, too. */
export const credentialsUseCmk = defineCheck({
  name: 'credentials-use-cmk',
  goodState: 'The secret of each connector profile of the flow is encrypted with a customer managed key',
  reasons: ['CREDENTIALS_WITHOUT_CMK'],
  parameters: ['checkConnectorProfiles'],
  applies: ({ flow, parameters }) => parameters.checkConnectorProfiles && flow.connectorProfiles.length > 0,
  needs: ['profileSecrets'],
  decide: ({ flow }, { profileSecrets }) => reasonsFor(flow, given(profileSecrets)),
  decideInPart: ({ flow }, { profileSecrets }) => reasonsFor(flow, profileSecrets),
});

const reasonsFor = (flow: Flow, secrets: AwsAnswers['profileSecrets']): readonly Reason[] =>
  flow.connectorProfiles.flatMap((profile) => {
    const secret = secrets.kind === 'refused' ? secrets : secrets.value.get(profile);
    return reasonFor(profile, secret ?? NOT_ASKED) ?? [];
  });

const reasonFor = (profile: string, secret: KeyOwnership): Reason | undefined => {
  switch (secret.kind) {
    case 'customer-managed':
      return undefined;
    case 'without-cmk':
    case 'not-there':
      return { code: 'CREDENTIALS_WITHOUT_CMK', problem: secret.because };
    case 'refused':
      return unverified(`the key of connector profile ${profile}`, secret);
  }
};
