import { readFileSync } from 'node:fs';
import { readCloudFormation } from '../../../../cli/check/cloudformation/read-cloudformation.ts';
import type { PlannedWorld } from '../../../../cli/check/planned.ts';

const known = (value: unknown) => ({ kind: 'known', value });
const unknown = (because: string, line: number) => ({ kind: 'unknown', because, line });
const ungiven = (name: string, line: number) =>
  unknown(`${name} is a parameter without a given value; --parameter ${name}=VALUE would decide it`, line);

const WITHOUT_PLACE = {
  account: {
    kind: 'unknown',
    because: 'AWS::AccountId is not known before deployment; --parameter AWS::AccountId=VALUE would decide it',
  },
  region: {
    kind: 'unknown',
    because: 'AWS::Region is not known before deployment; --parameter AWS::Region=VALUE would decide it',
  },
};
const NOTHING_ELSE = { keys: [], aliases: [], profiles: [], buckets: [] };
const NO_KEY = { key: { kind: 'none' }, tags: known({}) };
const WITHOUT_KMS = known({ algorithm: 'AES256', key: { kind: 'none' } });

const worldOf = (file: string, given: Readonly<Record<string, string>> = {}): PlannedWorld | undefined => {
  const text = readFileSync(`test/cli/check/examples/${file}`, 'utf8');
  const { cases } = readCloudFormation(file, text, new Map(Object.entries(given)), () => undefined);
  expect(cases.map(({ condition }) => condition)).toEqual(['']);
  return cases[0]?.world;
};

describe('templates in the form of public ones', () => {
  it('whose profile and bucket are parameters', () => {
    const flow = {
      place: { file: 'salesforce-to-s3.json', line: 30 },
      resource: 'AccountsFlow',
      name: known('accounts'),
    };
    expect(worldOf('salesforce-to-s3.json')).toEqual({
      ...WITHOUT_PLACE,
      ...NOTHING_ELSE,
      flows: [
        {
          ...flow,
          ...NO_KEY,
          profiles: [ungiven('ProfileName', 43)],
          buckets: [{ role: 'destination', bucket: ungiven('Bucket', 38) }],
        },
      ],
    });
    expect(worldOf('salesforce-to-s3.json', { ProfileName: 'crm', Bucket: 'lake' })?.flows).toEqual([
      {
        ...flow,
        ...NO_KEY,
        profiles: [known({ name: 'crm' })],
        buckets: [{ role: 'destination', bucket: known({ name: 'lake' }) }],
      },
    ]);
  });

  it('whose flow is named by a parameter', () => {
    expect(worldOf('scheduled-by-parameters.yaml')).toEqual({
      ...WITHOUT_PLACE,
      ...NOTHING_ELSE,
      flows: [
        {
          place: { file: 'scheduled-by-parameters.yaml', line: 14 },
          resource: 'Contacts',
          ...NO_KEY,
          name: ungiven('name', 24),
          profiles: [ungiven('profile', 26)],
          buckets: [{ role: 'destination', bucket: ungiven('bucket', 21) }],
        },
      ],
    });
  });

  it('whose names of buckets are resolved later', () => {
    const later = (line: number) => unknown('a dynamic reference is read while the stack is deployed', line);
    expect(worldOf('s3-to-snowflake.json')).toEqual({
      ...WITHOUT_PLACE,
      keys: [],
      aliases: [],
      flows: [
        {
          place: { file: 's3-to-snowflake.json', line: 36 },
          resource: 'Load9E3D',
          name: known('StackLoad9E3D'),
          ...NO_KEY,
          profiles: [known({ name: 'StackWarehouse5B1C' })],
          buckets: [
            { role: 'source', bucket: known({ planned: 'Inbox7F2A' }) },
            { role: 'error handling', bucket: later(47) },
            { role: 'intermediate', bucket: later(62) },
          ],
        },
      ],
      profiles: [{ id: 'Warehouse5B1C', name: known('StackWarehouse5B1C'), key: { kind: 'none' } }],
      buckets: [{ id: 'Inbox7F2A', name: unknown('its name is made up by AWS', 3), encryption: WITHOUT_KMS }],
    });
  });

  it('with two profiles by name and a bucket by reference', () => {
    expect(
      worldOf('salesforce-to-redshift.json', { 'AWS::AccountId': '111122223333', 'AWS::Region': 'eu-west-1' }),
    ).toEqual({
      account: known('111122223333'),
      region: known('eu-west-1'),
      keys: [],
      aliases: [],
      flows: [
        {
          place: { file: 'salesforce-to-redshift.json', line: 33 },
          resource: 'Load9C0D',
          name: known('StackLoad9C0D'),
          ...NO_KEY,
          profiles: [known({ name: 'StackCrm1A2B' }), known({ name: 'StackWarehouse3C4D' })],
          buckets: [{ role: 'intermediate', bucket: known({ planned: 'Between5E6F' }) }],
        },
      ],
      profiles: [
        { id: 'Crm1A2B', name: known('StackCrm1A2B'), key: { kind: 'none' } },
        { id: 'Warehouse3C4D', name: known('StackWarehouse3C4D'), key: { kind: 'none' } },
      ],
      buckets: [{ id: 'Between5E6F', name: unknown('its name is made up by AWS', 22), encryption: WITHOUT_KMS }],
    });
  });

  it('whose source and destinations are included', () => {
    const source = unknown('Transform is not run here and may decide it', 17);
    const destinations = unknown('Transform is not run here and may decide it', 11);
    expect(worldOf('included-parts.yaml')).toEqual({
      ...WITHOUT_PLACE,
      ...NOTHING_ELSE,
      flows: [
        {
          place: { file: 'included-parts.yaml', line: 5 },
          resource: 'Nightly',
          name: known('nightly'),
          ...NO_KEY,
          profiles: [source, destinations],
          buckets: [
            { role: 'source', bucket: source },
            { role: 'destination', bucket: destinations },
          ],
        },
      ],
    });
  });
});
