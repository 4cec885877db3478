import { NOT_READ } from '../fact.ts';
import { type Check, unverified } from './check.ts';

/** The credentials that the flow uses are encrypted with a customer managed key, too. */
export const credentialsUseCmk: Check = {
  name: 'credentials-use-cmk',
  goodState: 'The secret of each connector profile of the flow is encrypted with a customer managed key',
  reasons: ['CREDENTIALS_WITHOUT_CMK'],
  parameters: ['checkConnectorProfiles'],
  needs: {
    credentials: ({ flow, parameters }) => parameters.checkConnectorProfiles && flow.connectorProfiles.length > 0,
  },
  decide: ({ flow, facts: { credentials }, parameters }) => {
    if (!parameters.checkConnectorProfiles) return [];
    return flow.connectorProfiles.flatMap((profile) => {
      const what = `the key of connector profile ${profile}`;
      if (credentials.kind === 'unreadable') return [unverified(what, credentials)];
      const behind = credentials.value.get(profile);
      switch (behind?.kind) {
        case 'customer-managed':
          return [];
        case 'without-cmk':
          return [{ code: 'CREDENTIALS_WITHOUT_CMK' as const, problem: behind.because }];
        default:
          return [unverified(what, behind ?? NOT_READ)];
      }
    });
  },
};
