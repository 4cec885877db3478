import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  type KMSClient,
  ListResourceTagsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-kms';
import { closeAll, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

it('rotation is switched on with the period asked for', async () => {
  const { kms } = await localAws({ keys: [{ Arn: orders, Rotation: { KeyRotationEnabled: false } }] });
  await kms.send(new EnableKeyRotationCommand({ KeyId: orders, RotationPeriodInDays: 180 }));
  const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId: orders }));
  expect([status.KeyRotationEnabled, status.RotationPeriodInDays]).toEqual([true, 180]);
});

it('a key spared from deletion is disabled, rotates as it did, and can be enabled', async () => {
  const { kms } = await localAws({ keys: [{ Arn: orders, KeyState: 'PendingDeletion' }] });
  const stateNow = async () => (await kms.send(new DescribeKeyCommand({ KeyId: orders }))).KeyMetadata?.KeyState;
  await kms.send(new CancelKeyDeletionCommand({ KeyId: orders }));
  const spared = await stateNow();
  const { KeyRotationEnabled } = await kms.send(new GetKeyRotationStatusCommand({ KeyId: orders }));
  await kms.send(new EnableKeyCommand({ KeyId: orders }));
  expect([spared, KeyRotationEnabled, await stateNow()]).toEqual(['Disabled', true, 'Enabled']);
});

it('tags are added to those that a key has', async () => {
  const { kms } = await localAws({ keys: [{ Arn: orders, Tags: { Owner: 'sales', Class: 'open' } }] });
  await kms.send(new TagResourceCommand({ KeyId: orders, Tags: [{ TagKey: 'Class', TagValue: 'pii' }] }));
  const { Tags } = await kms.send(new ListResourceTagsCommand({ KeyId: orders }));
  expect(Tags).toEqual([
    { TagKey: 'Owner', TagValue: 'sales' },
    { TagKey: 'Class', TagValue: 'pii' },
  ]);
});

const rotate = (kms: KMSClient) => kms.send(new EnableKeyRotationCommand({ KeyId: orders }));
const tag = (TagKey: string) => (kms: KMSClient) =>
  kms.send(new TagResourceCommand({ KeyId: orders, Tags: [{ TagKey, TagValue: 'x' }] }));
const primary = { Arn: 'arn:aws:kms:us-east-1:111122223333:key/orders', Region: 'us-east-1' };

it.each([
  { name: 'rotation of a disabled key', key: { KeyState: 'Disabled' }, write: rotate, error: 'DisabledException' },
  {
    name: 'rotation of a key pending deletion',
    key: { KeyState: 'PendingDeletion' },
    write: rotate,
    error: 'KMSInvalidStateException',
  },
  {
    name: 'rotation of imported material',
    key: { Origin: 'EXTERNAL' },
    write: rotate,
    error: 'UnsupportedOperationException',
  },
  {
    name: 'rotation of a replica',
    key: { MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA' as const, PrimaryKey: primary } },
    write: rotate,
    error: 'UnsupportedOperationException',
  },
  {
    name: 'a period below 90 days',
    key: {},
    write: (kms: KMSClient) => kms.send(new EnableKeyRotationCommand({ KeyId: orders, RotationPeriodInDays: 89 })),
    error: 'ValidationException',
  },
  {
    name: 'the sparing of a key that is not pending deletion',
    key: {},
    write: (kms: KMSClient) => kms.send(new CancelKeyDeletionCommand({ KeyId: orders })),
    error: 'KMSInvalidStateException',
  },
  {
    name: 'the enabling of a key pending deletion',
    key: { KeyState: 'PendingDeletion' },
    write: (kms: KMSClient) => kms.send(new EnableKeyCommand({ KeyId: orders })),
    error: 'KMSInvalidStateException',
  },
  { name: 'a tag reserved for AWS', key: {}, write: tag('aws:owner'), error: 'TagException' },
  { name: 'a tag without a name', key: {}, write: tag(''), error: 'ValidationException' },
])('$name is refused', async ({ key, write, error }) => {
  const { kms } = await localAws({ keys: [{ Arn: orders, ...key }] });
  expect(await errorOf(write(kms))).toEqual({ name: error, status: 400 });
});

it('no key of another account is written, even a shared one', async () => {
  const lake = { Arn: 'arn:aws:kms:eu-west-1:444455556666:key/lake', SharedWith: ['111122223333'] };
  const { kms } = await localAws({ keys: [lake] });
  const refused = await errorOf(kms.send(new EnableKeyRotationCommand({ KeyId: lake.Arn })));
  expect(refused.name).toBe('AccessDeniedException');
});
