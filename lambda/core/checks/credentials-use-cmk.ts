import { type Answer, NOT_ASKED } from '../model/answer.ts';
import type { Flow } from '../model/flow.ts';
import type { ProfileSecret } from '../model/key.ts';
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
  decide: ({ flow }, { profileSecrets }) => reasonsFor(flow, (profile) => profileSecrets.get(profile) ?? NOT_ASKED),
  decideInPart: ({ flow }, { profileSecrets }) => reasonsFor(flow, () => refusalIn(profileSecrets)),
});

const reasonsFor = (flow: Flow, secretOf: (profile: string) => ProfileSecret): readonly Reason[] =>
  flow.connectorProfiles.flatMap((profile) => reasonFor(profile, secretOf(profile)) ?? []);

const reasonFor = (profile: string, secret: ProfileSecret): Reason | undefined => {
  switch (secret.kind) {
    case 'customer-managed':
      return undefined;
    case 'without-cmk':
      return { code: 'CREDENTIALS_WITHOUT_CMK', problem: secret.because };
    case 'refused':
      return unverified(`the key of connector profile ${profile}`, secret);
  }
};

const refusalIn = (answer: Answer<unknown>): ProfileSecret => (answer.kind === 'refused' ? answer : NOT_ASKED);
