import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Audit } from '../../../cli/audit/audit.ts';
import { startCommand } from '../../../local-aws/command.ts';
import { anOrganization, EVERYWHERE } from './an-organization.ts';
import { run, withLocalAws } from './run.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
});
afterEach(() => rm(folder, { recursive: true }));

const auditOf = (text: string): Audit => JSON.parse(text);
const keyOf = (account: string) => ({ Arn: `arn:aws:kms:eu-west-1:${account}:key/lake`, Tags: { Owner: 'sales' } });

/** The key of one place does not rotate. */
const withoutRotation = (account: string) =>
  anOrganization({
    keys: (anOrganization().keys ?? []).map((key) =>
      key.Arn === keyOf(account).Arn ? { ...key, Rotation: { KeyRotationEnabled: false } } : key,
    ),
  });

describe('an audit of an organization', () => {
  it('that is in order ends with 0 and asks for no more than it needs', async () => {
    const { exitCode, stdout, callsOf } = await run(anOrganization(), ['audit', ...EVERYWHERE, '--format', 'json']);
    expect(exitCode).toBe(0);
    const { complete, flows, places } = auditOf(stdout);
    expect(complete).toBe(true);
    expect(flows).toHaveLength(6);
    expect(places.map(({ accountName, region, status }) => [accountName, region, status])).toEqual([
      ['Platform', 'eu-west-1', 'read'],
      ['Platform', 'us-east-1', 'read'],
      ['Sales', 'eu-west-1', 'read'],
      ['Sales', 'us-east-1', 'read'],
      ['Finance', 'eu-west-1', 'read'],
      ['Finance', 'us-east-1', 'read'],
    ]);
    expect(callsOf('sts:GetCallerIdentity')).toBe(1);
    expect(callsOf('organizations:ListAccounts')).toBe(1);
    expect(callsOf('sts:AssumeRole')).toBe(2);
    expect(callsOf('appflow:ListFlows')).toBe(6);
    expect(callsOf('appflow:DescribeFlow')).toBe(6);
    expect(callsOf('kms:DescribeKey')).toBe(6);
  });

  it('with a finding ends with 1', async () => {
    const { exitCode, stdout } = await run(withoutRotation('222233334444'), ['audit', ...EVERYWHERE]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('ROTATION_OFF');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(
      '6 flows in 6 places: 5 compliant, 1 non-compliant, 0 not applicable',
    );
  });

  it('with a finding below what fails ends with 0', async () => {
    const args = ['audit', ...EVERYWHERE, '--fail-on', 'HIGH'];
    expect((await run(withoutRotation('222233334444'), args)).exitCode).toBe(0);
  });

  it('names what it cannot read and ends with 3, though something else fails', async () => {
    const world: ReturnType<typeof anOrganization> = {
      ...withoutRotation('111122223333'),
      accountRegions: [{ account: '222233334444', disabled: ['us-east-1'] }],
      roles: [
        { Arn: 'arn:aws:iam::*:role/appflow-audit', Trusts: ['111122223333'] },
        { Arn: 'arn:aws:iam::333344445555:role/appflow-audit', Trusts: [] },
      ],
      faults: [
        { operation: 'DescribeFlow', fault: 'ThrottlingException', account: '222233334444', region: 'eu-west-1' },
      ],
    };
    const args = ['audit', ...EVERYWHERE, '--format', 'json'];
    const { exitCode, stdout } = await run(world, args, { AWS_MAX_ATTEMPTS: '2' });
    expect(exitCode).toBe(3);
    const { complete, places, unjudged } = auditOf(stdout);
    expect(complete).toBe(false);
    expect(places.map(({ account, region, status }) => [account, region, status])).toEqual([
      ['111122223333', 'eu-west-1', 'read'],
      ['111122223333', 'us-east-1', 'read'],
      ['222233334444', 'eu-west-1', 'read'],
      ['222233334444', 'us-east-1', 'not-enabled'],
      ['333344445555', 'eu-west-1', 'unreadable'],
      ['333344445555', 'us-east-1', 'unreadable'],
    ]);
    expect(places[4]?.because).toMatch(/^role arn:aws:iam::333344445555:role\/appflow-audit could not be assumed: /);
    expect(unjudged).toEqual([
      {
        account: '222233334444',
        region: 'eu-west-1',
        flow: 'orders',
        because:
          'appflow:DescribeFlow failed for flow orders: ThrottlingException: DescribeFlow met the injected fault ThrottlingException',
      },
    ]);
  });

  it('skips accounts that are not active, and is complete without them', async () => {
    const world = anOrganization({
      organization: {
        accounts: [
          { Id: '111122223333', Name: 'Platform' },
          { Id: '222233334444', Name: 'Sales', State: 'SUSPENDED' },
        ],
      },
    });
    const { exitCode, stdout } = await run(world, ['audit', ...EVERYWHERE, '--format', 'json']);
    expect(exitCode).toBe(0);
    expect(auditOf(stdout).places.filter(({ status }) => status === 'skipped')).toEqual([
      {
        account: '222233334444',
        accountName: 'Sales',
        region: 'eu-west-1',
        status: 'skipped',
        flows: 0,
        because: 'the account is SUSPENDED',
      },
      {
        account: '222233334444',
        accountName: 'Sales',
        region: 'us-east-1',
        status: 'skipped',
        flows: 0,
        because: 'the account is SUSPENDED',
      },
    ]);
  });

  it('of every Region reads those that each account has enabled', async () => {
    const world = anOrganization({ accountRegions: [{ account: '111122223333', disabled: ['af-south-1'] }] });
    const { stdout } = await run(world, ['audit', '--region', 'all', '--format', 'json']);
    const { places } = auditOf(stdout);
    expect(places).toHaveLength(15);
    expect(places.map(({ region }) => region)).not.toContain('af-south-1');
  });

  it('of every Region tries all of them where it may not list them', async () => {
    const world = anOrganization({
      accountRegions: [{ account: '111122223333', disabled: ['af-south-1'] }],
      denials: [{ action: 'account:ListRegions' }],
    });
    const { exitCode, stdout } = await run(world, ['audit', '--region', 'all', '--format', 'json']);
    const { places } = auditOf(stdout);
    expect(places).toHaveLength(16);
    expect(places.find(({ region }) => region === 'af-south-1')?.status).toBe('not-enabled');
    expect(exitCode).toBe(0);
  });
});

describe('an audit writes', () => {
  it('every format as a file, whole, and names them', async () => {
    const { stderr, stdout } = await run(anOrganization(), ['audit', ...EVERYWHERE, '--output', folder, '--quiet']);
    const names = [
      'audit.asff.json',
      'audit.csv',
      'audit.html',
      'audit.json',
      'audit.junit.xml',
      'audit.md',
      'audit.ocsf.json',
      'audit.sarif',
    ];
    expect((await readdir(folder)).sort()).toEqual(names);
    expect(stderr.trimEnd().split('\n').sort()).toEqual(names.map((name) => path.join(folder, name)));
    expect(stdout).toContain('6 flows in 6 places');
    expect((await readFile(path.join(folder, 'audit.html'), 'utf8')).startsWith('<!doctype html>')).toBe(true);
  });

  it('what changed against a baseline, and fails on what is new only', async () => {
    const baseline = path.join(folder, 'audit.json');
    await run(withoutRotation('222233334444'), ['audit', ...EVERYWHERE, '--format', 'json', '--output', folder]);
    const compared = ['audit', ...EVERYWHERE, '--baseline', baseline, '--fail-on', 'new:LOW', '--format', 'json'];
    const same = await run(withoutRotation('222233334444'), compared);
    expect(same.exitCode).toBe(0);
    expect(auditOf(same.stdout).flows.find(({ verdict }) => verdict === 'NON_COMPLIANT')?.change).toBe('still');
    const other = await run(withoutRotation('333344445555'), compared);
    expect(other.exitCode).toBe(1);
    expect(auditOf(other.stdout).flows.map(({ account, change }) => [account, change])).toContainEqual([
      '222233334444',
      'fixed',
    ]);
  });

  it('that somebody lives with a finding, and does not fail for it', async () => {
    const mutes = path.join(folder, 'mutes.yaml');
    await writeFile(mutes, '- { account: "222233334444", until: 2027-06-30, because: ticket 4711 }\n');
    const args = ['audit', ...EVERYWHERE, '--mutes', mutes, '--format', 'json'];
    const { exitCode, stdout } = await run(withoutRotation('222233334444'), args);
    expect(exitCode).toBe(0);
    expect(auditOf(stdout).flows.find(({ verdict }) => verdict === 'NON_COMPLIANT')?.muted).toEqual({
      until: '2027-06-30',
      because: 'ticket 4711',
    });
  });

  it('a recording for its owner alone, and judges it again without any account', async () => {
    const file = path.join(folder, 'world.json');
    const recorded = await run(withoutRotation('222233334444'), [
      'audit',
      ...EVERYWHERE,
      '--record',
      file,
      '--format',
      'json',
    ]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const replayed = await run({ account: '999999999999', region: 'eu-west-1' }, [
      'audit',
      '--replay',
      file,
      '--format',
      'json',
    ]);
    expect(replayed.callsOf('sts:GetCallerIdentity')).toBe(0);
    expect(auditOf(replayed.stdout)).toEqual(auditOf(recorded.stdout));
    const stricter = await run({ account: '999999999999', region: 'eu-west-1' }, [
      'audit',
      '--replay',
      file,
      '--set',
      'keyAliasPattern=alias/*',
      '--format',
      'json',
    ]);
    expect(auditOf(stricter.stdout).flows[0]?.annotation).toBe(
      'UNVERIFIED: The aliases of key lake could not be read: not in the recording. Let the role of the rule read it, in its own policy and in the key policy.',
    );
  });
});

describe('an audit that is interrupted', () => {
  it('writes what is there, marked incomplete, and ends with 130', async () => {
    const world = anOrganization({ latencyInMs: 20, faults: [{ operation: 'GetKeyPolicy', fault: 'silence' }] });
    await withLocalAws(world, async (aws) => {
      const { ended, interrupt } = startCommand(aws, ['audit', ...EVERYWHERE, '--format', 'json', '--quiet']);
      while ((aws.counts.get('kms:GetKeyPolicy') ?? 0) < 6) await new Promise((resolve) => setTimeout(resolve, 20));
      interrupt();
      const { exitCode, stdout, stderr } = await ended;
      expect(exitCode).toBe(130);
      expect(stderr).toBe('Interrupted: writing what is there. Once more ends it at once.\n');
      const { complete, interrupted, unjudged } = auditOf(stdout);
      expect({ complete, interrupted }).toEqual({ complete: false, interrupted: true });
      expect(unjudged).toHaveLength(6);
      expect(unjudged[0]?.because).toBe('the audit was interrupted');
    });
  });
});
