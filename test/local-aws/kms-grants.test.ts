import { ListGrantsCommand, type ListGrantsCommandInput, paginateListGrants } from '@aws-sdk/client-kms';
import { closeAll, errorOf, localAws, orders } from './local-clients.ts';

afterEach(closeAll);

const ETL = 'arn:aws:iam::111122223333:role/etl';
const grants = (length: number) =>
  Array.from({ length }, (_, index) => ({ GranteePrincipal: `${ETL}-${index}`, Operations: ['Decrypt' as const] }));

const byService = {
  GranteeServicePrincipal: 'appflow.amazonaws.com',
  RetiringServicePrincipal: 'appflow.amazonaws.com',
  Operations: ['Decrypt' as const],
  Constraints: { SourceArn: 'arn:aws:appflow:eu-west-1:111122223333:flow/orders' },
};

describe('ListGrants', () => {
  it('lists the grants of a key, those of principals and those of services', async () => {
    const id = 'ab'.repeat(32);
    const { kms } = await localAws({
      keys: [{ Arn: orders, Grants: [{ GrantId: id, GranteePrincipal: ETL, Operations: ['Decrypt'] }, byService] }],
    });
    const { Grants, Truncated, NextMarker } = await kms.send(new ListGrantsCommand({ KeyId: 'orders' }));
    const ofKms = {
      KeyId: orders,
      IssuingAccount: 'arn:aws:iam::111122223333:root',
      CreationDate: new Date('2026-01-01T00:00:00Z'),
    };
    expect(Grants).toEqual([
      { ...ofKms, GrantId: id, GranteePrincipal: ETL, Operations: ['Decrypt'] },
      { ...ofKms, GrantId: expect.stringMatching(/^[0-9a-f]{64}$/), ...byService },
    ]);
    expect([Truncated, NextMarker]).toEqual([false, undefined]);
  });

  it('answers with no more than 50 at a time, or as many as are wanted up to 100', async () => {
    const { kms } = await localAws({ keys: [{ Arn: orders, Grants: grants(101) }] });
    const first = await kms.send(new ListGrantsCommand({ KeyId: orders }));
    const sizes: unknown[] = [];
    for await (const { Grants } of paginateListGrants({ client: kms, pageSize: 100 }, { KeyId: orders })) {
      sizes.push(Grants?.length);
    }
    expect([first.Grants?.length, first.Truncated, sizes]).toEqual([50, true, [100, 1]]);
  });

  it('lists one grant, or those of one grantee', async () => {
    const { kms } = await localAws({ keys: [{ Arn: orders, Grants: grants(3) }] });
    const listed = async (input: Partial<ListGrantsCommandInput>) =>
      (await kms.send(new ListGrantsCommand({ KeyId: orders, ...input }))).Grants?.map((one) => one.GranteePrincipal);
    const { Grants = [] } = await kms.send(new ListGrantsCommand({ KeyId: orders }));
    expect(await listed({ GrantId: Grants[1]?.GrantId })).toEqual([`${ETL}-1`]);
    expect(await listed({ GranteePrincipal: `${ETL}-2` })).toEqual([`${ETL}-2`]);
    expect(await listed({ GranteePrincipal: ETL })).toEqual([]);
  });

  it.each([
    { name: 'a limit above 100', input: { Limit: 101 }, error: 'ValidationException' },
    { name: 'a limit of none', input: { Limit: 0 }, error: 'ValidationException' },
    { name: 'a marker that was never given', input: { Marker: 'x' }, error: 'InvalidMarkerException' },
    { name: 'an alias', input: { KeyId: 'alias/orders' }, error: 'InvalidArnException' },
    { name: 'a key that is not there', input: { KeyId: 'nowhere' }, error: 'NotFoundException' },
    {
      name: 'the filter that only services may use',
      input: { GranteeServicePrincipal: 'appflow.amazonaws.com' },
      error: 'ValidationException',
    },
  ])('refuses $name', async ({ input, error }) => {
    const { kms } = await localAws({ keys: [{ Arn: orders, Aliases: ['alias/orders'] }] });
    const refused = await errorOf(kms.send(new ListGrantsCommand({ KeyId: orders, ...input })));
    expect(refused).toEqual({ name: error, status: 400 });
  });

  it('takes no marker of another key', async () => {
    const other = orders.replace('orders', 'other');
    const keys = [orders, other].map((Arn) => ({ Arn, Grants: grants(51) }));
    const { kms } = await localAws({ keys });
    const { NextMarker } = await kms.send(new ListGrantsCommand({ KeyId: orders }));
    const refused = await errorOf(kms.send(new ListGrantsCommand({ KeyId: other, Marker: NextMarker })));
    expect(refused.name).toBe('InvalidMarkerException');
  });

  it('works across accounts where the key is shared, by its ARN', async () => {
    const Arn = 'arn:aws:kms:eu-west-1:444455556666:key/lake';
    const { kms } = await localAws({ keys: [{ Arn, Grants: grants(1), SharedWith: ['111122223333'] }] });
    const { Grants } = await kms.send(new ListGrantsCommand({ KeyId: Arn }));
    expect(Grants?.map(({ GranteePrincipal, IssuingAccount }) => [GranteePrincipal, IssuingAccount])).toEqual([
      [`${ETL}-0`, 'arn:aws:iam::444455556666:root'],
    ]);
  });

  it('is refused for a key of another account that is not shared', async () => {
    const Arn = 'arn:aws:kms:eu-west-1:444455556666:key/lake';
    const { kms } = await localAws({ keys: [{ Arn, Grants: grants(1) }] });
    expect((await errorOf(kms.send(new ListGrantsCommand({ KeyId: Arn })))).name).toBe('AccessDeniedException');
  });
});

describe('a grant that KMS would not make is no world:', () => {
  it.each([
    { name: 'no grantee', grant: { Operations: ['Decrypt'] }, problem: 'must have either GranteePrincipal or' },
    { name: 'two grantees', grant: { ...byService, GranteePrincipal: ETL }, problem: 'must have either' },
    { name: 'no operation', grant: { GranteePrincipal: ETL, Operations: [] }, problem: 'must name an operation' },
    { name: 'an unknown operation', grant: { GranteePrincipal: ETL, Operations: ['decrypt'] }, problem: 'Operations' },
    {
      name: 'a service without a source',
      grant: { ...byService, Constraints: {} },
      problem: 'needs Constraints.SourceArn',
    },
    {
      name: 'a service that nobody may retire',
      grant: { ...byService, RetiringServicePrincipal: undefined },
      problem: 'and a retiring principal',
    },
  ])('$name', async ({ grant, problem }) => {
    const world = { keys: [{ Arn: orders, Grants: [grant] }] };
    await expect(localAws(JSON.parse(JSON.stringify(world)))).rejects.toThrow(problem);
  });
});
