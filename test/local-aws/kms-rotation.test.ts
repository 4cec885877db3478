import { GetKeyRotationStatusCommand } from '@aws-sdk/client-kms';
import { closeAll, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

describe('GetKeyRotationStatus', () => {
  it.each([
    { name: 'a key that rotates', key: {}, on: true, period: 365 },
    {
      name: 'a key with a period of its own',
      key: { Rotation: { KeyRotationEnabled: true, RotationPeriodInDays: 90 } },
      on: true,
      period: 90,
    },
    { name: 'a key that does not rotate', key: { Rotation: { KeyRotationEnabled: false } }, on: false },
    { name: 'a disabled key', key: { KeyState: 'Disabled' }, on: true, period: 365 },
    { name: 'a key pending deletion', key: { KeyState: 'PendingDeletion' }, on: false },
    { name: 'an asymmetric key', key: { KeySpec: 'RSA_2048' }, on: false },
    { name: 'an HMAC key', key: { KeySpec: 'HMAC_256' }, on: false },
  ])('of $name says $on', async ({ key, on, period }) => {
    const { kms } = await localAws({ keys: [{ Arn: orders, ...key }] });
    const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId: orders }));
    expect(status.KeyRotationEnabled).toBe(on);
    expect(status.RotationPeriodInDays).toBe(period);
  });

  it('of a replica says what its primary says', async () => {
    const primary = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1';
    const replica = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1';
    const MultiRegionConfiguration = {
      MultiRegionKeyType: 'REPLICA' as const,
      PrimaryKey: { Arn: primary, Region: 'us-east-1' },
    };
    const Rotation = { KeyRotationEnabled: false };
    const { kms } = await localAws({
      keys: [
        { Arn: primary, Rotation },
        { Arn: replica, MultiRegionConfiguration },
      ],
    });
    const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId: replica }));
    expect(status.KeyRotationEnabled).toBe(false);
  });

  it.each([
    { name: 'imported material', key: { Origin: 'EXTERNAL' }, error: 'UnsupportedOperationException' },
    { name: 'a CloudHSM key store', key: { Origin: 'AWS_CLOUDHSM' }, error: 'UnsupportedOperationException' },
    { name: 'an external key store', key: { Origin: 'EXTERNAL_KEY_STORE' }, error: 'UnsupportedOperationException' },
    { name: 'a state before use', key: { KeyState: 'Creating' }, error: 'KMSInvalidStateException' },
  ])('refuses a key of $name', async ({ key, error }) => {
    const { kms } = await localAws({ keys: [{ Arn: orders, ...key }] });
    const refused = await errorOf(kms.send(new GetKeyRotationStatusCommand({ KeyId: orders })));
    expect(refused).toEqual({ name: error, status: 400 });
  });

  it.each([
    { name: 'an alias', KeyId: 'alias/orders' },
    { name: 'an alias ARN', KeyId: 'arn:aws:kms:eu-west-1:111122223333:alias/orders' },
  ])('does not take $name', async ({ KeyId }) => {
    const { kms } = await localAws({ keys: [{ Arn: orders, Aliases: ['alias/orders'] }] });
    const refused = await errorOf(kms.send(new GetKeyRotationStatusCommand({ KeyId })));
    expect(refused).toEqual({ name: 'InvalidArnException', status: 400 });
  });
});
