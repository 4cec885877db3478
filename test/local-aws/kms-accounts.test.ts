import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type KMSClient,
  ListAliasesCommand,
  ListKeyRotationsCommand,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import { closeAll, errorOf, localAws } from './local-clients.ts';

afterEach(closeAll);

const lake = 'arn:aws:kms:eu-west-1:444455556666:key/lake';

describe('a key of another account', () => {
  const shared = { keys: [{ Arn: lake, Aliases: ['alias/lake'], SharedWith: ['111122223333'] }] };

  it('shows its state and rotation where its policy shares it', async () => {
    const { kms } = await localAws(shared);
    const byAlias = 'arn:aws:kms:eu-west-1:444455556666:alias/lake';
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: byAlias }));
    const status = await kms.send(new GetKeyRotationStatusCommand({ KeyId: lake }));
    expect(KeyMetadata?.AWSAccountId).toBe('444455556666');
    expect(status.KeyRotationEnabled).toBe(true);
  });

  it.each([
    { name: 'tags', read: (kms: KMSClient) => kms.send(new ListResourceTagsCommand({ KeyId: lake })) },
    { name: 'policy', read: (kms: KMSClient) => kms.send(new GetKeyPolicyCommand({ KeyId: lake })) },
    { name: 'aliases', read: (kms: KMSClient) => kms.send(new ListAliasesCommand({ KeyId: lake })) },
    { name: 'rotations', read: (kms: KMSClient) => kms.send(new ListKeyRotationsCommand({ KeyId: lake })) },
  ])('never shows its $name', async ({ read }) => {
    const { kms } = await localAws(shared);
    expect(await errorOf(read(kms))).toEqual({ name: 'AccessDeniedException', status: 400 });
  });

  it.each([
    { name: 'there and not shared', keys: [{ Arn: lake, Aliases: ['alias/lake'] }] },
    { name: 'not there', keys: [] },
  ])('is refused in the same words where it is $name', async ({ keys }) => {
    const { kms } = await localAws({ keys });
    for (const KeyId of [lake, 'arn:aws:kms:eu-west-1:444455556666:alias/lake']) {
      await expect(kms.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({
        name: 'AccessDeniedException',
        message: expect.stringMatching(
          /is not authorized to perform: kms:DescribeKey on resource: arn:aws:kms:eu-west-1:444455556666:\S+ because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access$/,
        ),
      });
    }
  });
});

it.each(['arn:aws:kms:eu-west-1:111122223333:key/lake', 'arn:aws:kms:eu-west-1:111122223333:alias/lake'])(
  '%s of the caller’s own account that is not there is not found',
  async (KeyId) => {
    const { kms } = await localAws();
    const error = await errorOf(kms.send(new DescribeKeyCommand({ KeyId })));
    expect(error).toEqual({ name: 'NotFoundException', status: 400 });
  },
);
