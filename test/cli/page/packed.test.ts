import fc from 'fast-check';
import { type PageAudit, pack, unpack } from '../../../cli/page/packed.ts';
import { anAuditedFlow, anAuditedKey, anAuditedReason } from '../../builders/an-organization-audit.ts';

const aPage = (flows: PageAudit['flows']): PageAudit => ({
  at: '2026-11-24T08:00:00Z',
  parameters: { maxFlowsPerKey: '3' },
  flows,
  keys: [anAuditedKey()],
  accountNames: { '111122223333': 'production' },
});

test('what is unpacked is what was packed', () => {
  const muted = { until: '2026-12-31', because: 'the vendor migrates' };
  const page = aPage([
    anAuditedFlow({ flow: 'a', tags: { Owner: 'data' }, change: 'fixed', truncated: true }),
    anAuditedFlow({
      flow: 'b',
      verdict: 'NON_COMPLIANT',
      reasons: [anAuditedReason('ROTATION_OFF', { muted })],
      muted,
    }),
    anAuditedFlow({ flow: 'c', arn: 'arn:of:something:else' }),
  ]);
  expect(unpack(JSON.parse(JSON.stringify(pack(page))))).toEqual(page);
});

test('flows without a key stay without one', () => {
  const { key: _, ...keyless } = anAuditedFlow();
  expect(unpack(pack(aPage([keyless]))).flows).toEqual([keyless]);
});

test('flows come in the order of their names, numbers in their own, then of account and Region', () => {
  const flows = [
    anAuditedFlow({ flow: 'flow-10' }),
    anAuditedFlow({ flow: 'flow-9', region: 'us-east-1' }),
    anAuditedFlow({ flow: 'flow-9', region: 'eu-west-1' }),
  ];
  expect(unpack(pack(aPage(flows))).flows.map(({ flow, region }) => `${flow} ${region}`)).toEqual([
    'flow-9 eu-west-1',
    'flow-9 us-east-1',
    'flow-10 eu-west-1',
  ]);
});

test('a value that many flows share is written once', () => {
  const flows = ['a', 'b', 'c'].map((flow) => anAuditedFlow({ flow }));
  expect(pack(aPage(flows)).columns['annotation']).toEqual([4, 4, 4]);
});

test('any text survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (flow, text) => {
      const one = anAuditedFlow({ flow, account: text, region: text, annotation: text, tags: { [text]: text } });
      expect(unpack(JSON.parse(JSON.stringify(pack(aPage([one]))))).flows).toEqual([one]);
    }),
  );
});
