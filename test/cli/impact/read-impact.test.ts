import type { Deed, Impact } from '../../../cli/impact/impact.ts';
import { KeyArgumentError } from '../../../cli/impact/key-argument.ts';
import { readImpact, type WalkPlaces } from '../../../cli/impact/read-impact.ts';
import type { Aws } from '../../../lambda/aws/clients/connection.ts';
import { aReference } from '../../builders/a-reference.ts';
import { awsError, DENIED, fakeAws, type Input, type Replies, THROTTLED, WHERE } from '../../builders/fake-aws.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const OTHER = 'arn:aws:kms:eu-west-1:111122223333:key/7d6e5f40-1122-4c33-9d44-aabbccddeeff';
const ALIAS = 'arn:aws:kms:eu-west-1:111122223333:alias/lake';
const SECRET = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:appflow!crm-prod';
const NOW = new Date('2026-11-24T08:00:00Z');

type Flows = Readonly<Record<string, object | Error>>;

const onDemand = { flowStatus: 'Active', triggerConfig: { triggerType: 'OnDemand' } };
const toBucket = (bucketName: string) => ({
  destinationFlowConfigList: [{ destinationConnectorProperties: { S3: { bucketName } } }],
});
const withProfile = (connectorProfileName: string) => ({ sourceFlowConfig: { connectorProfileName } });

const metadata = (arn: string) => ({
  KeyMetadata: {
    KeyId: arn.split('/')[1],
    Arn: arn,
    KeyManager: 'CUSTOMER',
    KeyState: 'Enabled',
    CreationDate: new Date('2026-03-02T08:30:11Z'),
  },
});

/** AWS with these flows; nothing but them is there, and of two keys one has an alias. */
const awsWith = (flows: Flows, replies: Replies = {}, members: Partial<Aws> = {}) =>
  fakeAws(
    {
      ListFlows: { flows: Object.keys(flows).map((flowName) => ({ flowName })) },
      DescribeFlow: ({ flowName }: Input) => {
        const described = flows[String(flowName)] ?? awsError('ResourceNotFoundException');
        return described instanceof Error ? described : { flowName, ...onDemand, ...described };
      },
      DescribeConnectorProfiles: { connectorProfileDetails: [] },
      DescribeKey: ({ KeyId }: Input) => metadata(KeyId === ALIAS ? KEY : String(KeyId)),
      ListAliases: { Aliases: [{ AliasName: 'alias/lake' }] },
      GetKeyLastUsage: { KeyLastUsage: {}, TrackingStartDate: new Date('2026-04-23T00:00:00Z') },
      ...replies,
    },
    members,
  );

type UnreadPlace = Awaited<ReturnType<WalkPlaces>>[number];

/** Walks these places, some of which are not read. */
const walking =
  (...places: readonly (Aws | UnreadPlace)[]): WalkPlaces =>
  async (readPlace) => {
    await Promise.all(places.map((place) => ('where' in place ? readPlace(place) : undefined)));
    return places.filter((place): place is UnreadPlace => !('where' in place));
  };

const CONCURRENCY = 5;

const impactOf = (flows: Flows, replies: Replies = {}, arn = KEY, deed: Deed = 'disabled'): Promise<Impact> => {
  const { aws } = awsWith(flows, replies);
  return readImpact({ key: aReference(arn), if: deed, at: NOW }, aws, walking(aws), CONCURRENCY);
};

const flowsOf = ({ flows }: Impact) => flows.map(({ flow, ties }) => [flow, ties.map(({ by }) => by)]);

describe('a flow hangs on the key', () => {
  it('that it names, by ARN or by alias, and no other one does', async () => {
    const impact = await impactOf({
      'by-arn': { kmsArn: KEY },
      'by-alias': { kmsArn: ALIAS },
      'by-other': { kmsArn: OTHER },
      'by-none': {},
      'by-text': { kmsArn: 'lake' },
      'by-default': { kmsArn: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow' },
      elsewhere: { kmsArn: 'arn:aws:kms:us-east-1:111122223333:alias/lake' },
    });
    expect(flowsOf(impact)).toEqual([
      ['by-alias', ['key']],
      ['by-arn', ['key']],
    ]);
    expect(impact.complete).toBe(true);
  });

  it('whose alias was asked about', async () => {
    const impact = await impactOf({ 'by-arn': { kmsArn: KEY }, 'by-alias': { kmsArn: ALIAS } }, {}, ALIAS);
    expect(flowsOf(impact)).toEqual([
      ['by-alias', ['key']],
      ['by-arn', ['key']],
    ]);
    expect(impact.key.arn).toBe(KEY);
  });

  it('that its connector profile is under, by the ARN or by the bare id in the secret', async () => {
    for (const KmsKeyId of [KEY, '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d']) {
      const impact = await impactOf(
        { orders: withProfile('crm-prod'), other: withProfile('warehouse') },
        {
          DescribeConnectorProfiles: {
            connectorProfileDetails: [
              { connectorProfileName: 'crm-prod', credentialsArn: SECRET },
              { connectorProfileName: 'no-secret' },
            ],
          },
          DescribeSecret: { ARN: SECRET, KmsKeyId },
        },
      );
      expect(flowsOf(impact)).toEqual([['orders', ['connector profile']]]);
      expect(impact.profiles).toEqual([
        {
          account: '111122223333',
          region: 'eu-west-1',
          name: 'crm-prod',
          flows: ['orders'],
          effect: 'its credentials are unreadable until the key is enabled again: flows that use it cannot sign in',
        },
      ]);
    }
  });

  it('that the default encryption of its bucket is under', async () => {
    const impact = await impactOf(
      { orders: toBucket('company-lake'), other: toBucket('open-lake') },
      {
        GetBucketEncryption: ({ Bucket }: Input) => ({
          ServerSideEncryptionConfiguration: {
            Rules: [
              {
                ApplyServerSideEncryptionByDefault:
                  Bucket === 'company-lake'
                    ? { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/lake' }
                    : { SSEAlgorithm: 'AES256' },
              },
            ],
          },
        }),
      },
    );
    expect(flowsOf(impact)).toEqual([['orders', ['bucket']]]);
    expect(impact.buckets).toMatchObject([{ name: 'company-lake', flows: ['orders'] }]);
  });
});

describe('a profile hangs on the key', () => {
  it('also where no flow uses it', async () => {
    const impact = await impactOf(
      {},
      {
        DescribeConnectorProfiles: {
          connectorProfileDetails: [{ connectorProfileName: 'crm-prod', credentialsArn: SECRET }],
        },
        DescribeSecret: { ARN: SECRET, KmsKeyId: KEY },
      },
    );
    expect(impact.profiles).toMatchObject([{ name: 'crm-prod', flows: [] }]);
    expect(impact.risk.tier).toBe('MEDIUM');
  });
});

describe('what could not be read may hang on the key', () => {
  it('as a flow that may not be described, or was not', async () => {
    const impact = await impactOf({ denied: DENIED, throttled: THROTTLED });
    expect(impact).toMatchObject({ complete: false, risk: { tier: 'MEDIUM', atLeast: true }, flows: [] });
    expect(impact.unread).toEqual([
      {
        account: '111122223333',
        region: 'eu-west-1',
        what: 'flow',
        name: 'denied',
        because: 'appflow:DescribeFlow is denied',
        flows: [],
      },
      {
        account: '111122223333',
        region: 'eu-west-1',
        what: 'flow',
        name: 'throttled',
        because: 'appflow:DescribeFlow failed for flow throttled: ThrottlingException: as AWS words it',
        flows: [],
      },
    ]);
  });

  it('as a flow whose alias may not be followed', async () => {
    const other = 'arn:aws:kms:eu-west-1:111122223333:alias/other';
    const impact = await impactOf(
      { orders: { kmsArn: other } },
      { DescribeKey: ({ KeyId }: Input) => (KeyId === other ? DENIED : metadata(KEY)) },
    );
    expect(impact.flows).toEqual([]);
    expect(impact.unread).toMatchObject([
      {
        what: 'flow',
        name: 'orders',
        because: 'it names alias/other, which could not be followed: kms:DescribeKey is denied',
      },
    ]);
  });

  it('as every profile, where they may not be listed', async () => {
    const impact = await impactOf({ orders: withProfile('crm-prod') }, { DescribeConnectorProfiles: DENIED });
    expect(impact.unread).toMatchObject([
      { what: 'connector profile', name: 'crm-prod', flows: ['orders'] },
      { what: 'every other connector profile', because: 'appflow:DescribeConnectorProfiles is denied', flows: [] },
    ]);
  });

  it('as a profile whose secret may not be described', async () => {
    const impact = await impactOf(
      { orders: withProfile('crm-prod') },
      {
        DescribeConnectorProfiles: {
          connectorProfileDetails: [{ connectorProfileName: 'crm-prod', credentialsArn: SECRET }],
        },
        DescribeSecret: DENIED,
      },
    );
    expect(impact.unread).toMatchObject([
      {
        what: 'connector profile',
        name: 'crm-prod',
        because: 'secretsmanager:DescribeSecret is denied',
        flows: ['orders'],
      },
    ]);
  });

  it('as a bucket that may not be asked about', async () => {
    const impact = await impactOf(
      { orders: toBucket('company-lake') },
      { GetBucketEncryption: awsError('AccessDenied') },
    );
    expect(impact.unread).toMatchObject([
      {
        what: 'bucket',
        name: 'company-lake',
        because: 's3:GetEncryptionConfiguration is denied, or the bucket is not of account 111122223333',
        flows: ['orders'],
      },
    ]);
  });

  it('as a place whose flows may not be listed', async () => {
    const impact = await impactOf({}, { ListFlows: DENIED });
    expect(impact.complete).toBe(false);
    expect(impact.places).toEqual([
      {
        account: '111122223333',
        region: 'eu-west-1',
        status: 'unreadable',
        flows: 0,
        because:
          'appflow:ListFlows failed for account 111122223333 in eu-west-1: AccessDeniedException: as AWS words it',
      },
    ]);
  });

  it('as what was listed stands, where the listing breaks', async () => {
    const { aws } = awsWith(
      { orders: { kmsArn: KEY } },
      { ListFlows: [{ flows: [{ flowName: 'orders' }], nextToken: 'more' }, THROTTLED] },
    );
    const impact = await readImpact({ key: aReference(KEY), if: 'disabled', at: NOW }, aws, walking(aws), CONCURRENCY);
    expect(flowsOf(impact)).toEqual([['orders', ['key']]]);
    expect(impact.places).toMatchObject([{ status: 'unreadable', flows: 1 }]);
  });
});

describe('a flow that is gone', () => {
  it('does not hang on anything', async () => {
    const impact = await impactOf({ gone: awsError('ResourceNotFoundException'), deleted: { flowStatus: 'Deleted' } });
    expect(impact).toMatchObject({ complete: true, flows: [], unread: [] });
  });
});

describe('a key that KMS does not tell of', () => {
  it('is followed by its ARN', async () => {
    const impact = await impactOf({ orders: { kmsArn: KEY }, other: { kmsArn: OTHER } }, { DescribeKey: DENIED });
    expect(flowsOf(impact)).toEqual([['orders', ['key']]]);
    expect(impact.notes).toEqual([
      'KMS did not tell of the key: kms:DescribeKey is denied.',
      'The aliases of the key are not known: kms:DescribeKey is denied.',
    ]);
  });

  it('may be any key of its place, where no more than an alias is known', async () => {
    const impact = await impactOf(
      { 'by-alias': { kmsArn: ALIAS }, 'by-arn': { kmsArn: OTHER } },
      { DescribeKey: DENIED },
      ALIAS,
    );
    expect(flowsOf(impact)).toEqual([['by-alias', ['key']]]);
    expect(impact.unread).toMatchObject([
      {
        name: 'by-arn',
        because: 'it names key 7d6e5f40-1122-4c33-9d44-aabbccddeeff, and which key alias/lake means is not known',
      },
    ]);
  });

  it('is told where it is missing', async () => {
    const impact = await impactOf({ orders: { kmsArn: KEY } }, { DescribeKey: awsError('NotFoundException') });
    expect(flowsOf(impact)).toEqual([['orders', ['key']]]);
    expect(impact.notes[0]).toBe(
      'KMS knows no key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d in account 111122223333 and Region eu-west-1: it may be deleted already.',
    );
  });

  it('is wrong input where it is a missing alias', async () => {
    await expect(impactOf({}, { DescribeKey: awsError('NotFoundException') }, ALIAS)).rejects.toThrow(
      new KeyArgumentError(
        'KMS knows no alias/lake in account 111122223333 and Region eu-west-1: KEY must be an alias or a key that is there',
      ),
    );
  });
});

describe('several places', () => {
  const elsewhere = { where: { ...WHERE, region: 'us-east-1' } };

  it('are read one by one, and those that cannot be are told', async () => {
    const here = awsWith({ orders: { kmsArn: KEY } }).aws;
    const there = awsWith({ leads: { kmsArn: KEY } }, {}, elsewhere).aws;
    const unreadable: UnreadPlace = {
      account: '444455556666',
      region: 'eu-west-1',
      status: 'unreadable',
      because: 'the role could not be assumed',
    };
    const places = walking(here, unreadable, there);
    const impact = await readImpact({ key: aReference(KEY), if: 'disabled', at: NOW }, here, places, CONCURRENCY);
    expect(impact.flows.map(({ region, flow }) => [region, flow])).toEqual([
      ['eu-west-1', 'orders'],
      ['us-east-1', 'leads'],
    ]);
    expect(impact.places.map(({ region, status }) => [region, status])).toEqual([
      ['eu-west-1', 'read'],
      ['us-east-1', 'read'],
      ['eu-west-1', 'unreadable'],
    ]);
    expect(impact.complete).toBe(false);
  });

  it('are complete without those that nobody wanted', async () => {
    const { aws } = awsWith({});
    const skipped: UnreadPlace = {
      account: '444455556666',
      region: 'all',
      status: 'skipped',
      because: 'the account is suspended',
    };
    const impact = await readImpact(
      { key: aReference(KEY), if: 'disabled', at: NOW },
      aws,
      walking(aws, skipped),
      CONCURRENCY,
    );
    expect(impact.complete).toBe(true);
  });

  it('ask each bucket of an account once', async () => {
    const encrypted = {
      GetBucketEncryption: {
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY } }],
        },
      },
    };
    const here = awsWith({ a: toBucket('company-lake'), b: toBucket('company-lake') }, encrypted);
    const there = awsWith({ c: toBucket('company-lake') }, encrypted, elsewhere);
    const places = walking(here.aws, there.aws);
    const impact = await readImpact({ key: aReference(KEY), if: 'disabled', at: NOW }, here.aws, places, CONCURRENCY);
    expect(impact.flows.map(({ flow }) => flow)).toEqual(['a', 'b', 'c']);
    expect(here.timesOf('GetBucketEncryption') + there.timesOf('GetBucketEncryption')).toBe(1);
  });
});
