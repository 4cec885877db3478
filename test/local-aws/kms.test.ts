import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  ListAliasesCommand,
  ListKeyRotationsCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  paginateListAliases,
  paginateListKeys,
} from '@aws-sdk/client-kms';
import { clientsOf, closeAll, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

const lake = 'arn:aws:kms:eu-west-1:444455556666:key/lake';

describe('DescribeKey', () => {
  it('describes a key that is good unless the world says otherwise', async () => {
    const { kms } = await localAws({ keys: [{ Arn: orders, CreationDate: '2026-01-15T08:00:00.500Z' }] });
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: orders }));
    expect(KeyMetadata).toEqual({
      AWSAccountId: '111122223333',
      KeyId: 'orders',
      Arn: 'arn:aws:kms:eu-west-1:111122223333:key/orders',
      CreationDate: new Date('2026-01-15T08:00:00.500Z'),
      Enabled: true,
      Description: '',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeyState: 'Enabled',
      Origin: 'AWS_KMS',
      KeyManager: 'CUSTOMER',
      CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      KeySpec: 'SYMMETRIC_DEFAULT',
      EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      MultiRegion: false,
    });
  });

  it.each([
    { name: 'its id', KeyId: 'orders' },
    { name: 'an alias', KeyId: 'alias/orders' },
    { name: 'an alias ARN', KeyId: 'arn:aws:kms:eu-west-1:111122223333:alias/orders' },
  ])('finds a key by $name', async ({ KeyId }) => {
    const { kms } = await localAws({ keys: [{ Arn: orders, Aliases: ['alias/orders'] }] });
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata?.Arn).toBe('arn:aws:kms:eu-west-1:111122223333:key/orders');
  });

  it.each([
    { name: 'a key that is not there', KeyId: orders, error: 'NotFoundException' },
    { name: 'an alias that is not there', KeyId: 'alias/orders', error: 'NotFoundException' },
    { name: 'an ARN of another service', KeyId: 'arn:aws:s3:::bucket', error: 'InvalidArnException' },
    { name: 'an ARN of a grant', KeyId: 'arn:aws:kms:eu-west-1:111122223333:grant/x', error: 'InvalidArnException' },
    { name: 'a malformed id', KeyId: 'no such key', error: 'NotFoundException' },
    { name: 'an empty id', KeyId: '', error: 'ValidationException' },
  ])('refuses $name', async ({ KeyId, error }) => {
    const { kms } = await localAws();
    expect(await errorOf(kms.send(new DescribeKeyCommand({ KeyId })))).toEqual({ name: error, status: 400 });
  });

  it('knows a key in its own Region only', async () => {
    const { aws } = await localAws({ keys: [{ Arn: orders }] });
    const { kms } = clientsOf(aws, { region: 'us-east-1' });
    const error = await errorOf(kms.send(new DescribeKeyCommand({ KeyId: orders })));
    expect(error).toEqual({ name: 'NotFoundException', status: 400 });
  });

  it('creates no AWS managed key for a predefined alias, but writes down that AWS would have', async () => {
    const { aws, kms } = await localAws();
    await errorOf(kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/appflow' })));
    expect(aws.state.createdAwsManagedKeys).toEqual(['arn:aws:kms:eu-west-1:111122223333:alias/aws/appflow']);
  });

  it('tells a deletion date of a key that is pending deletion only', async () => {
    const pending = { Arn: orders, KeyState: 'PendingDeletion', DeletionDate: '2026-12-01' };
    const { kms } = await localAws({ keys: [pending] });
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: orders }));
    expect(KeyMetadata?.DeletionDate).toEqual(new Date('2026-12-01T00:00:00.000Z'));
    expect(KeyMetadata?.Enabled).toBe(false);
  });
});

describe('tags, policy, aliases and rotations', () => {
  it('pages tags by marker', async () => {
    const { kms } = await localAws({ keys: [{ Arn: orders, Tags: { Owner: 'sales', Class: 'pii' } }] });
    const first = await kms.send(new ListResourceTagsCommand({ KeyId: orders, Limit: 1 }));
    const second = await kms.send(new ListResourceTagsCommand({ KeyId: orders, Limit: 1, Marker: first.NextMarker }));
    expect(first).toMatchObject({ Tags: [{ TagKey: 'Owner', TagValue: 'sales' }], Truncated: true });
    expect(second).toMatchObject({ Tags: [{ TagKey: 'Class', TagValue: 'pii' }], Truncated: false });
  });

  it('refuses a marker that was never given, and more than 50 tags a page', async () => {
    const { kms } = await localAws({ keys: [{ Arn: orders }] });
    const marker = await errorOf(kms.send(new ListResourceTagsCommand({ KeyId: orders, Marker: 'AAAB' })));
    const limit = await errorOf(kms.send(new ListResourceTagsCommand({ KeyId: orders, Limit: 51 })));
    expect([marker.name, limit.name]).toEqual(['InvalidMarkerException', 'ValidationException']);
  });

  it('gives a key the default policy of its account, or the text that the world has', async () => {
    const billing = 'arn:aws:kms:eu-west-1:111122223333:key/billing';
    const { kms } = await localAws({ keys: [{ Arn: orders }, { Arn: billing, Policy: '{not json' }] });
    const own = await kms.send(new GetKeyPolicyCommand({ KeyId: orders }));
    const raw = await kms.send(new GetKeyPolicyCommand({ KeyId: billing }));
    expect(JSON.parse(own.Policy ?? '').Statement[0].Principal.AWS).toBe('arn:aws:iam::111122223333:root');
    expect(raw.Policy).toBe('{not json');
  });

  it('lists the aliases of a key, or all of the account and Region with AWS’s own after them', async () => {
    const billing = { Arn: 'arn:aws:kms:eu-west-1:111122223333:key/billing', Aliases: ['alias/billing'] };
    const foreign = { Arn: lake, Aliases: ['alias/lake'] };
    const { kms } = await localAws({
      keys: [{ Arn: orders, Aliases: ['alias/orders', 'alias/sales'] }, billing, foreign],
    });
    const ofKey = await kms.send(new ListAliasesCommand({ KeyId: orders }));
    const all = await kms.send(new ListAliasesCommand({}));
    expect(ofKey.Aliases?.map(({ AliasName }) => AliasName)).toEqual(['alias/orders', 'alias/sales']);
    expect(all.Aliases?.map(({ AliasName, TargetKeyId }) => `${AliasName} ${TargetKeyId}`)).toStrictEqual([
      'alias/orders orders',
      'alias/sales orders',
      'alias/billing billing',
      'alias/aws/appflow undefined',
      'alias/aws/ebs undefined',
      'alias/aws/kinesis undefined',
      'alias/aws/lambda undefined',
      'alias/aws/rds undefined',
      'alias/aws/s3 undefined',
      'alias/aws/secretsmanager undefined',
      'alias/aws/sns undefined',
      'alias/aws/ssm undefined',
    ]);
  });

  it('lists an alias of AWS’s own once, with its key where the world has one, over all pages', async () => {
    const { kms } = await localAws({ keys: [{ Arn: orders, KeyManager: 'AWS', Aliases: ['alias/aws/appflow'] }] });
    const pages: string[][] = [];
    for await (const { Aliases = [] } of paginateListAliases({ client: kms, pageSize: 5 }, {})) {
      pages.push(Aliases.map(({ AliasName, TargetKeyId = 'no key' }) => `${AliasName?.slice(10)}: ${TargetKeyId}`));
    }
    expect(pages).toEqual([
      ['appflow: orders', 'ebs: no key', 'kinesis: no key', 'lambda: no key', 'rds: no key'],
      ['s3: no key', 'secretsmanager: no key', 'sns: no key', 'ssm: no key'],
    ]);
  });

  it('lists the keys of the account and Region, AWS’s own among them, page by page', async () => {
    const here = ['orders', 'billing', 'managed'].map((id) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`);
    const elsewhere = [lake, 'arn:aws:kms:eu-central-1:111122223333:key/orders'];
    const keys = [...here, ...elsewhere].map((Arn) => ({
      Arn,
      ...(Arn === here[2] ? { KeyManager: 'AWS' as const } : {}),
    }));
    const { kms } = await localAws({ keys });
    const pages: string[][] = [];
    for await (const { Keys = [] } of paginateListKeys({ client: kms, pageSize: 2 }, {})) {
      pages.push(Keys.map(({ KeyId, KeyArn }) => `${KeyId} ${KeyArn}`));
    }
    expect(pages).toEqual([
      [
        'orders arn:aws:kms:eu-west-1:111122223333:key/orders',
        'billing arn:aws:kms:eu-west-1:111122223333:key/billing',
      ],
      ['managed arn:aws:kms:eu-west-1:111122223333:key/managed'],
    ]);
  });

  it('lists no keys to a caller to whom the world denies it', async () => {
    const { kms } = await localAws({ denials: [{ action: 'kms:ListKeys' }] });
    const error = await errorOf(kms.send(new ListKeysCommand({})));
    expect(error).toEqual({ name: 'AccessDeniedException', status: 400 });
  });

  it('lists the rotations of an imported key, and refuses a key that cannot rotate', async () => {
    const Rotations = [{ RotationDate: '2026-02-01', RotationType: 'ON_DEMAND' as const }];
    const rsa = 'arn:aws:kms:eu-west-1:111122223333:key/rsa';
    const keys = [
      { Arn: orders, Origin: 'EXTERNAL', Rotations },
      { Arn: rsa, KeySpec: 'RSA_2048' },
    ];
    const { kms } = await localAws({ keys });
    const { Rotations: listed } = await kms.send(new ListKeyRotationsCommand({ KeyId: orders }));
    const refused = await errorOf(kms.send(new ListKeyRotationsCommand({ KeyId: rsa })));
    expect(listed).toEqual([
      { KeyId: 'orders', RotationDate: new Date('2026-02-01T00:00:00.000Z'), RotationType: 'ON_DEMAND' },
    ]);
    expect(refused.name).toBe('UnsupportedOperationException');
  });
});
