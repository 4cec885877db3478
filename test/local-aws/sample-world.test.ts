import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConnectorType } from '@aws-sdk/client-appflow';
import { parse } from 'yaml';
import { expandDates } from '../../local-aws/dates-in-text.ts';
import { earlierWorld } from '../../local-aws/earlier-world.ts';
import { parseJson, readJsonFile } from '../../local-aws/json-file.ts';
import { parseWorld, type World } from '../../local-aws/world.ts';

const fileOf = (name: string) => path.join(__dirname, '../../local-aws/worlds', name);
const now = Date.parse('2026-11-24T08:00:00Z');
const jsonOf = async (name: string): Promise<unknown> =>
  parseJson({ text: expandDates(await readFile(fileOf(name), 'utf8'), now), source: name });

const lastQuarter = async (): Promise<World> => {
  const world = (await jsonOf('organization.json')) as Parameters<typeof earlierWorld>[0];
  const json = earlierWorld(world, await jsonOf('organization-last-quarter.json'), 'organization-last-quarter.json');
  return parseWorld({ json, source: 'last quarter' });
};

const names = ['company', 'organization', 'organization a quarter ago'] as const;

let worlds: Readonly<Record<(typeof names)[number], World>>;
beforeAll(async () => {
  const read = async (name: string) => parseWorld({ json: await readJsonFile(fileOf(name)), source: name });
  worlds = {
    company: await read('company.json'),
    organization: await read('organization.json'),
    'organization a quarter ago': await lastQuarter(),
  };
});

describe.each(names)('the flows of the sample %s', (name) => {
  // What AppFlow takes: https://docs.aws.amazon.com/appflow/1.0/APIReference/API_CreateFlow.html
  it.each([
    {
      what: 'names',
      pattern: /^[a-zA-Z0-9][\w!@#.-]{1,255}$/,
      texts: ({ flows }: World) => flows.map((it) => it.flowName),
    },
    {
      what: 'descriptions',
      pattern: /^[\w!@#\-.?,\s]{0,2048}$/,
      texts: ({ flows }: World) => flows.map(({ description = '' }) => description),
    },
    {
      what: 'tag keys',
      pattern: /^(?!aws:)[a-zA-Z+-=._:/]{1,128}$/,
      texts: ({ flows }: World) => flows.flatMap(({ tags }) => Object.keys(tags)),
    },
    {
      what: 'tag values',
      pattern: /^[\s\w+-=.:/@]{0,256}$/,
      texts: ({ flows }: World) => flows.flatMap(({ tags }) => Object.values(tags)),
    },
    {
      what: 'names of connector profiles',
      pattern: /^[\w/!@#+=.-]{1,256}$/,
      texts: ({ connectorProfiles }: World) => connectorProfiles.map((it) => it.connectorProfileName),
    },
  ])('have $what that AppFlow takes', ({ pattern, texts }) => {
    expect(texts(worlds[name])).not.toEqual([]);
    expect(texts(worlds[name]).filter((text) => !pattern.test(text))).toEqual([]);
  });

  it('read from connectors that AppFlow has', () => {
    const known: readonly string[] = Object.values(ConnectorType);
    const types = worlds[name].flows.map((it) => it.sourceConnectorType);
    expect(types.filter((type) => !known.includes(type))).toEqual([]);
  });
});

describe('the sample organization', () => {
  it('has flows in 13 places of four accounts and four Regions', () => {
    const { flows, account: own, region: usual } = worlds.organization;
    const places = new Set(flows.map(({ account = own, region = usual }) => `${account}/${region}`));
    expect([flows.length, places.size]).toEqual([43, 13]);
    expect(new Set([...places].map((place) => place.split('/')[1]))).toEqual(
      new Set(['eu-west-1', 'eu-central-1', 'us-east-1', 'af-south-1']),
    );
  });

  it('lacks one of the keys that its flows name', () => {
    const { flows, keys } = worlds.organization;
    const known = new Set(
      keys.flatMap(({ Arn, Aliases }) => [Arn, ...Aliases.map((it) => Arn.replace(/key\/.*/, it))]),
    );
    const missing = flows.filter(({ kmsArn }) => kmsArn !== undefined && !known.has(kmsArn));
    expect(missing.map(({ flowName }) => flowName)).toEqual(['alerts-to-eventbus']);
  });

  it('has each bucket that a flow names, in the flow’s own account and Region', () => {
    const { flows, buckets, account: own, region: usual } = worlds.organization;
    const idOf = (
      { account = own, region = usual }: { account?: string | undefined; region?: string | undefined },
      bucket: unknown,
    ) => `${account}/${region}/${String(bucket)}`;
    const known = new Set(buckets.map((bucket) => idOf(bucket, bucket.Name)));
    const named = flows.flatMap((flow) =>
      [...JSON.stringify(flow.destinationFlowConfigList ?? []).matchAll(/"bucketName":"([^"]+)"/g)].map(([, bucket]) =>
        idOf(flow, bucket),
      ),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it('has mutes that end within a year, about flows that it has', async () => {
    const text = expandDates(await readFile(fileOf('organization-mutes.yaml'), 'utf8'), now);
    expect(parse(text)).toEqual([
      {
        flow: 'campaign-stats',
        account: '222233334444',
        region: 'eu-west-1',
        reasons: ['AWS_MANAGED_KEY'],
        until: '2027-02-22',
        because: expect.stringContaining('Marketing replaces this flow'),
      },
    ]);
    expect(worlds.organization.flows.some(({ flowName }) => flowName === 'campaign-stats')).toBe(true);
  });

  it('was another one a quarter ago', () => {
    const before = worlds['organization a quarter ago'];
    const keyStates = (world: World) => world.keys.filter(({ KeyState }) => KeyState !== 'Enabled').length;
    const withoutKey = (world: World) =>
      world.flows.filter(({ kmsArn }) => kmsArn === undefined).map(({ flowName }) => flowName);
    expect([before.flows.length, keyStates(before), keyStates(worlds.organization)]).toEqual([39, 0, 2]);
    expect(withoutKey(before)).toEqual(['old-crm-sync', 'firmware-reports-to-lake']);
    expect(withoutKey(worlds.organization)).toEqual(['migration-2026', 'leads-to-salesforce', 'old-crm-sync']);
  });
});
