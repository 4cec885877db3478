import { credentialsUseCmk } from '../../../lambda/core/checks/credentials-use-cmk.ts';
import { known, unreadable } from '../../../lambda/core/fact.ts';
import type { Credentials } from '../../../lambda/core/key.ts';
import { testCheck } from './test-check.ts';

const checked = { checkConnectorProfiles: 'true' };
const behind = (profiles: Readonly<Record<string, Credentials>>) => ({
  credentials: known(new Map(Object.entries(profiles))),
});
const withoutCmk = (because: string): Credentials => ({ kind: 'without-cmk', because });

testCheck(credentialsUseCmk, [
  {
    name: 'credentials pass unread where they are not checked',
    facts: behind({ 'crm-prod': withoutCmk('it is bad') }),
    reads: [],
    reasons: [],
  },
  {
    name: 'a flow without connector profiles passes, and nothing is read',
    flow: { connectorProfiles: [] },
    parameters: checked,
    reads: [],
    reasons: [],
  },
  { name: 'credentials under a customer managed key pass', parameters: checked, reads: ['credentials'], reasons: [] },
  {
    name: 'each profile whose credentials are not fails; others pass',
    flow: { connectorProfiles: ['crm-prod', 'erp', 'lake'] },
    facts: behind({
      lake: withoutCmk('the secret of connector profile lake is under aws/secretsmanager'),
      erp: { kind: 'customer-managed' },
      'crm-prod': withoutCmk('the key of connector profile crm-prod does not exist'),
    }),
    parameters: checked,
    reads: ['credentials'],
    reasons: [
      { code: 'CREDENTIALS_WITHOUT_CMK', problem: 'the key of connector profile crm-prod does not exist' },
      { code: 'CREDENTIALS_WITHOUT_CMK', problem: 'the secret of connector profile lake is under aws/secretsmanager' },
    ],
  },
  {
    name: 'a profile whose secret may not be read is unverified, another is decided',
    flow: { connectorProfiles: ['crm-prod', 'erp'] },
    facts: behind({
      'crm-prod': unreadable('secretsmanager:DescribeSecret is denied'),
      erp: withoutCmk('the secret of connector profile erp is under aws/secretsmanager'),
    }),
    parameters: checked,
    reads: ['credentials'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the key of connector profile crm-prod could not be read: secretsmanager:DescribeSecret is denied',
      },
      { code: 'CREDENTIALS_WITHOUT_CMK', problem: 'the secret of connector profile erp is under aws/secretsmanager' },
    ],
  },
  {
    name: 'a profile that nobody read is unverified',
    facts: behind({}),
    parameters: checked,
    reads: ['credentials'],
    reasons: [
      { code: 'UNVERIFIED', problem: 'the key of connector profile crm-prod could not be read: it was not read' },
    ],
  },
  {
    name: 'profiles that may not be read are unverified, each',
    flow: { connectorProfiles: ['crm-prod', 'erp'] },
    facts: { credentials: unreadable('appflow:DescribeConnectorProfiles is denied') },
    parameters: checked,
    reads: ['credentials'],
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
