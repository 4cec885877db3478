import type { Account } from '../../../cli/reading/account.ts';
import { NO_PROGRESS } from '../../../cli/reading/progress.ts';
import { readAccounts } from '../../../cli/reading/read-accounts.ts';
import { RoleNotAssumedError } from '../../../lambda/aws/aws-error.ts';
import type { Aws } from '../../../lambda/aws/clients/connection.ts';
import { awsError, fakeAws } from '../../builders/fake-aws.ts';

const ROLE = 'arn:aws:iam::222233334444:role/audit';

const connectTo =
  ({ id }: Account) =>
  async (region: string): Promise<Aws> => {
    if (id === '222233334444') throw new RoleNotAssumedError(ROLE, awsError('AccessDenied', 'no'));
    return fakeAws({}, { where: { partition: 'aws', account: id, region } }).aws;
  };

const accounts: readonly Account[] = [
  { id: '111122223333', name: 'Platform' },
  { id: '222233334444', role: 'audit' },
];

describe('accounts are read side by side', () => {
  it('and one that cannot be entered is told with its cause, in each Region', async () => {
    const read: string[] = [];
    const readRegion = async ({ where }: Aws): Promise<void> => void read.push(`${where.account} ${where.region}`);
    const signal = new AbortController().signal;
    const regions = ['eu-west-1', 'us-east-1'];
    expect(await readAccounts(accounts, connectTo, async () => regions, readRegion, NO_PROGRESS, signal)).toEqual([
      { account: '111122223333', accountName: 'Platform', region: 'eu-west-1', status: 'read' },
      { account: '111122223333', accountName: 'Platform', region: 'us-east-1', status: 'read' },
      {
        account: '222233334444',
        region: 'eu-west-1',
        status: 'unreadable',
        because: `role ${ROLE} could not be assumed: AccessDenied: no`,
      },
      {
        account: '222233334444',
        region: 'us-east-1',
        status: 'unreadable',
        because: `role ${ROLE} could not be assumed: AccessDenied: no`,
      },
    ]);
    expect(read).toEqual(['111122223333 eu-west-1', '111122223333 us-east-1']);
  });

  it('and one that does not tell its Regions is told once', async () => {
    const regionsOf = async () => {
      throw new RoleNotAssumedError(ROLE, awsError('AccessDenied', 'no'));
    };
    const { signal } = new AbortController();
    const [place] = await readAccounts(
      [{ id: '222233334444' }],
      connectTo,
      regionsOf,
      async () => {},
      NO_PROGRESS,
      signal,
    );
    expect(place).toEqual({
      account: '222233334444',
      region: 'all',
      status: 'unreadable',
      because: `role ${ROLE} could not be assumed: AccessDenied: no`,
    });
  });

  it('and what is left when somebody interrupts is unreadable, without another call', async () => {
    const controller = new AbortController();
    let reads = 0;
    const readRegion = async (): Promise<void> => {
      reads += 1;
      controller.abort();
      throw awsError('AbortError');
    };
    const [first, second] = accounts;
    const one = first === undefined ? [] : [first];
    const regionsOf = async () => ['eu-west-1'];
    const all = await readAccounts(one, connectTo, regionsOf, readRegion, NO_PROGRESS, controller.signal);
    const later = second === undefined ? [] : [second];
    const rest = await readAccounts(later, connectTo, regionsOf, readRegion, NO_PROGRESS, controller.signal);
    expect(all[0]).toMatchObject({ region: 'eu-west-1', status: 'unreadable', because: 'the audit was interrupted' });
    expect(rest[0]).toMatchObject({ region: 'all', status: 'unreadable', because: 'the audit was interrupted' });
    expect(reads).toBe(1);
  });
});
