import fc from 'fast-check';
import type { Audit, AuditedFlow } from '../../../cli/audit/audit.ts';
import { recordingText } from '../../../cli/recording/recording-text.ts';
import { redacted } from '../../../cli/recording/redact.ts';
import { anyLocalWorld, anyPolicy } from '../../builders/random-local-worlds.ts';
import { auditOf, replayed, worldText } from './recorded-audits.ts';

const SMALL = { flows: 5, keys: 3 };

const nameOf = ({ account, region, flow }: Pick<AuditedFlow, 'account' | 'region' | 'flow'>): string =>
  `${account}/${region}/${flow}`;

const byName = ({ flows }: Audit): ReadonlyMap<string, AuditedFlow> =>
  new Map(flows.map((flow) => [nameOf(flow), flow]));

/** Whether something of it was not in the recording. */
const isOpen = ({ reasons }: Pick<AuditedFlow, 'reasons'>): boolean =>
  reasons.some(
    ({ code, problem }) => code === 'UNVERIFIED' && /not in the recording|could not be described/.test(problem),
  );

it('a replay judges to the letter as the audit that was recorded did, and records the same again', async () => {
  await fc.assert(
    fc.asyncProperty(anyLocalWorld(SMALL, { faults: false }), anyPolicy, async (world, policy) => {
      const first = await auditOf(worldText(world), policy);
      const second = await replayed(first.recording);
      expect(second.audit).toEqual(first.audit);
      expect(second.recording).toEqual(first.recording);
    }),
    { numRuns: 50 },
  );
}, 300_000);

it('where AWS gave no answer, a replay is as sure as the audit was, and says of flows without a verdict that they were not read', async () => {
  await fc.assert(
    fc.asyncProperty(anyLocalWorld(SMALL, { faults: true }), anyPolicy, async (world, policy) => {
      const { audit, recording } = await auditOf(worldText(world), { ...policy, checkKeyUse: 'true' });
      const again = byName((await replayed(recording)).audit);
      for (const flow of audit.flows) expect(again.get(nameOf(flow))).toEqual(flow);
      for (const flow of audit.unjudged) expect(isOpen(again.get(nameOf(flow)) ?? { reasons: [] })).toBe(true);
      expect(again.size).toBe(audit.flows.length + audit.unjudged.length);
    }),
    { numRuns: 10 },
  );
}, 300_000);

it('under another policy a replay says what AWS would have said, or that it was not read', async () => {
  await fc.assert(
    fc.asyncProperty(anyLocalWorld(SMALL, { faults: false }), anyPolicy, anyPolicy, async (world, recorded, wanted) => {
      const { recording } = await auditOf(worldText(world), recorded);
      const { audit: truth } = await auditOf(worldText(world), wanted);
      const told = byName((await replayed(recording, wanted)).audit);
      for (const flow of truth.flows) {
        const replayedFlow = told.get(nameOf(flow));
        if (replayedFlow === undefined || !isOpen(replayedFlow)) {
          expect(replayedFlow?.annotation).toBe(flow.annotation);
          continue;
        }
        const codes = flow.reasons.map(({ code }) => code);
        for (const { code } of replayedFlow.reasons) expect([...codes, 'UNVERIFIED']).toContain(code);
      }
    }),
    { numRuns: 20 },
  );
}, 300_000);

/** What an organization would not tell a stranger, wherever it stands in a random world. */
const SECRETS =
  /111122223333|444455556666|777788889999|123456789012|(?<!Snowf)lake|orders|Bestellungen|[Aa]nn|key-reader|crm|erp|staging|elsewhere|prod|etl|alias\/old|a1B2c3|AROAEXAMPLEID|79a59df900b949e5|a1b2c3d4e5|Sid \d/;

it('a redacted recording has the same verdicts for the same reasons, and none of the names', async () => {
  await fc.assert(
    fc.asyncProperty(anyLocalWorld(SMALL, { faults: false }), anyPolicy, async (world, policy) => {
      const { audit, recording } = await auditOf(worldText(world), policy);
      const anonymous = redacted(recording);
      const text = [...recordingText(anonymous)].join('');
      expect(SECRETS.exec(text)).toBeNull();
      const { audit: again } = await auditOf(text);
      const told = byName(again);
      const first = byName(audit);
      const { flows = [] } = recording;
      for (const [index, { account = '', region = '', flowName }] of flows.entries()) {
        const other = anonymous.flows?.[index];
        const wanted = first.get(nameOf({ account, region, flow: flowName }));
        const found = told.get(
          nameOf({ account: other?.account ?? '', region: other?.region ?? '', flow: other?.flowName ?? '' }),
        );
        expect(decisionOf(found)).toEqual(decisionOf(wanted));
      }
    }),
    { numRuns: 50 },
  );
}, 300_000);

const decisionOf = (flow: AuditedFlow | undefined) => ({
  verdict: flow?.verdict,
  label: flow?.annotation.split(':')[0],
  codes: flow?.reasons.map(({ code }) => code),
});
