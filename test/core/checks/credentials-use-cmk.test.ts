import { credentialsUseCmk } from '../../../lambda/core/checks/credentials-use-cmk.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import type { KeyOwnership } from '../../../lambda/core/model/key.ts';
import { testCheck } from './test-check.ts';

const checked = { checkConnectorProfiles: 'true' };
const behind = (profiles: Readonly<Record<string, KeyOwnership>>) => ({
  profileSecrets: given(new Map(Object.entries(profiles))),
});
const withoutCmk = (because: string): KeyOwnership => ({ kind: 'without-cmk', because });

testCheck(credentialsUseCmk, [
  {
    name: 'credentials pass unread where they are not checked',
    answers: behind({ 'crm-prod': withoutCmk('it is bad') }),
    needs: [],
    reasons: [],
  },
  {
    name: 'a flow without connector profiles passes, and nothing is read',
    flow: { connectorProfiles: [] },
    parameters: checked,
    needs: [],
    reasons: [],
  },
  {
    name: 'credentials under a customer managed key pass',
    parameters: checked,
    needs: ['profileSecrets'],
    reasons: [],
  },
  {
    name: 'each profile whose credentials are not fails; others pass',
    flow: { connectorProfiles: ['crm-prod', 'erp', 'lake'] },
    answers: behind({
      lake: withoutCmk('the secret of connector profile lake is under the AWS managed key'),
      erp: { kind: 'customer-managed' },
      'crm-prod': withoutCmk('the key of connector profile crm-prod does not exist'),
    }),
    parameters: checked,
    needs: ['profileSecrets'],
    reasons: [
      { code: 'CREDENTIALS_WITHOUT_CMK', problem: 'the key of connector profile crm-prod does not exist' },
      { code: 'CREDENTIALS_WITHOUT_CMK', problem: 'the secret of connector profile lake is under the AWS managed key' },
    ],
  },
  {
    name: 'a profile whose secret may not be read is unverified, another is decided',
    flow: { connectorProfiles: ['crm-prod', 'erp'] },
    answers: behind({
      'crm-prod': refused('secretsmanager:DescribeSecret is denied'),
      erp: withoutCmk('the secret of connector profile erp is under the AWS managed key'),
    }),
    parameters: checked,
    needs: ['profileSecrets'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the key of connector profile crm-prod could not be read: secretsmanager:DescribeSecret is denied',
      },
      { code: 'CREDENTIALS_WITHOUT_CMK', problem: 'the secret of connector profile erp is under the AWS managed key' },
    ],
  },
  {
    name: 'a profile that nobody read is unverified',
    answers: behind({}),
    parameters: checked,
    needs: ['profileSecrets'],
    reasons: [
      { code: 'UNVERIFIED', problem: 'the key of connector profile crm-prod could not be read: it was not read' },
    ],
  },
  {
    name: 'profiles that may not be read are unverified, each',
    flow: { connectorProfiles: ['crm-prod', 'erp'] },
    answers: { profileSecrets: refused('appflow:DescribeConnectorProfiles is denied') },
    parameters: checked,
    needs: ['profileSecrets'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the key of connector profile crm-prod could not be read: appflow:DescribeConnectorProfiles is denied',
      },
      {
        code: 'UNVERIFIED',
        problem: 'the key of connector profile erp could not be read: appflow:DescribeConnectorProfiles is denied',
      },
    ],
  },
]);
