import fc from 'fast-check';
import type { Audit, AuditedFlow } from '../../../cli/audit/audit.ts';
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
    { numRuns: 200 },
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
    { numRuns: 40 },
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
    { numRuns: 50 },
  );
}, 300_000);
