import type { Audit } from '../../../cli/audit/audit.ts';
import { anOrganization, EVERYWHERE } from './an-organization.ts';
import { run } from './run.ts';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/lake';

describe('preview', () => {
  it('reads everything once and tells what would change', async () => {
    const args = ['preview', ...EVERYWHERE, '--set', 'maxRotationPeriodInDays=180', '--json'];
    const { exitCode, stdout, callsOf } = await run(anOrganization(), args);
    expect(exitCode).toBe(0);
    const { flows, changes, counts } = JSON.parse(stdout);
    expect(flows).toBe(6);
    expect(changes).toHaveLength(6);
    expect(changes[0]).toEqual({
      account: '111122223333',
      region: 'eu-west-1',
      flow: 'orders',
      owner: 'sales',
      old: {
        verdict: 'COMPLIANT',
        annotation: 'OK: Customer managed key lake is enabled, rotates every 365 days and is tagged.',
        codes: [],
      },
      new: {
        verdict: 'NON_COMPLIANT',
        annotation:
          'ROTATION_TOO_SLOW: Key lake rotates every 365 days, at most 180 days are allowed. Shorten the period with kms:EnableKeyRotation and RotationPeriodInDays.',
        codes: ['ROTATION_TOO_SLOW'],
      },
    });
    expect(counts.owner).toEqual([{ name: 'sales', comes: 6, goes: 0 }]);
    expect(callsOf('appflow:DescribeFlow')).toBe(6);
    expect(callsOf('kms:GetKeyRotationStatus')).toBe(6);
  });

  it('reads keys of other accounts by the role of each policy', async () => {
    const foreign = 'arn:aws:kms:eu-west-1:999900001111:key/theirs';
    const world = anOrganization({
      flows: [{ flowName: 'orders', kmsArn: foreign }],
      keys: [{ Arn: foreign, Tags: { Owner: 'them' }, SharedWith: ['111122223333'] }],
      roles: [{ Arn: 'arn:aws:iam::999900001111:role/keys', Trusts: ['111122223333'] }],
    });
    const { stdout } = await run(world, ['preview', '--set', 'keyAccountRoleName=keys', '--json']);
    const [change] = JSON.parse(stdout).changes;
    expect([change.old.codes, change.new.verdict]).toEqual([['UNVERIFIED'], 'COMPLIANT']);
  });
});

describe('report', () => {
  it('makes an audit of what an aggregator knows, without a role anywhere', async () => {
    const result = (account: string, ComplianceType: 'COMPLIANT' | 'NON_COMPLIANT', Annotation: string) => ({
      account,
      ResourceId: 'orders',
      ComplianceType,
      Annotation,
    });
    const world = anOrganization({
      aggregators: [{ name: 'organization' }],
      evaluationResults: [
        result('222233334444', 'COMPLIANT', 'OK: Customer managed key lake is enabled and is tagged.'),
        result(
          '333344445555',
          'NON_COMPLIANT',
          'ROTATION_OFF: Automatic rotation is off for key lake. Turn it on with kms:EnableKeyRotation.',
        ),
      ],
    });
    const args = ['report', '--aggregator', 'organization', '--format', 'json'];
    const { exitCode, stdout, callsOf } = await run(world, args);
    expect(exitCode).toBe(1);
    const { flows, notes }: Audit = JSON.parse(stdout);
    expect(flows.map(({ account, verdict, reasons }) => [account, verdict, reasons.map(({ code }) => code)])).toEqual([
      ['222233334444', 'COMPLIANT', []],
      ['333344445555', 'NON_COMPLIANT', ['ROTATION_OFF']],
    ]);
    expect(notes.length).toBeGreaterThan(0);
    expect(callsOf('sts:AssumeRole')).toBe(0);
    expect(callsOf('appflow:ListFlows')).toBe(0);
  });
});

describe('impact', () => {
  it('tells what hangs on a key, and how bad that is', async () => {
    const { exitCode, stdout } = await run(anOrganization(), ['impact', KEY, ...EVERYWHERE, '--format', 'json']);
    expect(exitCode).toBe(0);
    const { flows, risk, places } = JSON.parse(stdout);
    expect(flows.map(({ account, region, flow }: Record<string, string>) => [account, region, flow])).toEqual([
      ['111122223333', 'eu-west-1', 'orders'],
    ]);
    expect(risk.tier).toBe('CRITICAL');
    expect(places).toHaveLength(6);
  });

  it('is incomplete where a place cannot be read', async () => {
    const world = anOrganization({ roles: [] });
    const { exitCode, stdout } = await run(world, ['impact', KEY, ...EVERYWHERE]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('222233334444');
  });

  it.each([
    { format: 'mermaid', start: 'flowchart' },
    { format: 'html', start: '<!doctype html>' },
  ])('is shown as $format', async ({ format, start }) => {
    const { stdout } = await run(anOrganization(), ['impact', KEY, '--format', format]);
    expect(stdout.trimStart().startsWith(start)).toBe(true);
  });

  it('works on a recording', async () => {
    const { exitCode, stdout } = await run(anOrganization(), [
      'impact',
      'alias/appflow-orders',
      '--replay',
      'local-aws/worlds/company.json',
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('orders-to-lake');
  });
});

describe('preflight', () => {
  it('passes where the account is ready', async () => {
    const { exitCode, stdout } = await run(anOrganization(), ['preflight', '--json']);
    expect(exitCode).toBe(0);
    const { flows, keys, lines } = JSON.parse(stdout);
    expect({ flows, keys }).toEqual({ flows: 1, keys: 1 });
    expect(lines.filter(({ outcome }: { readonly outcome: string }) => outcome === 'fail')).toEqual([]);
  });

  it('fails where AWS Config records nothing, and says so', async () => {
    const { exitCode, stdout } = await run(anOrganization({ recorder: false }), ['preflight']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('fail');
  });
});
