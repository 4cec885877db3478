import { parseConfigEvent } from '../../lambda/core/input/config-event.ts';
import type { Evaluation } from '../../lambda/core/output/evaluation.ts';
import { importIntoSecurityHub } from '../../lambda/outputs/security-hub-output.ts';
import { anEvaluation } from '../builders/an-evaluation.ts';
import { aConfigEvent, aScheduledMessage } from '../builders/config-events.ts';
import { awsError, DENIED, fakeAws, type Replies } from '../builders/fake-aws.ts';
import { fakeTelemetry } from '../builders/fake-telemetry.ts';

const NOW = new Date('2026-11-21T03:00:09Z');
const GOOD = { GetFindings: { Findings: [] }, BatchImportFindings: {} } satisfies Replies;
const ID =
  'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa/arn:aws:appflow:eu-west-1:111122223333:flow/orders';

const importing = async (put: readonly Evaluation[], replies: Replies, envelope: object = {}) => {
  const { aws, calls } = fakeAws(replies);
  const { telemetry, told } = fakeTelemetry();
  const event = parseConfigEvent(aConfigEvent(aScheduledMessage(), { ...envelope }));
  const failures = await importIntoSecurityHub(put, aws, event, telemetry, NOW);
  return { failures, told, calls };
};

it('what was put makes findings', async () => {
  const { failures, told, calls } = await importing([anEvaluation('orders')], GOOD);
  expect([failures, told]).toEqual([[], []]);
  expect(calls.at(-1)).toMatchObject({
    operation: 'BatchImportFindings',
    input: { Findings: [{ Id: ID, UpdatedAt: '2026-11-21T03:00:09.000Z' }] },
  });
});

it.each([
  { name: 'the rule is only tried out', put: [anEvaluation()], envelope: { resultToken: 'TESTMODE' } },
  { name: 'nothing was put', put: [], envelope: {} },
])('nothing is asked of Security Hub where $name', async ({ put, envelope }) => {
  const { failures, calls } = await importing(put, {}, envelope);
  expect([failures, calls]).toEqual([[], []]);
});

it('an event that does not name its rule makes no finding, which is a failure', async () => {
  const { failures, calls } = await importing([anEvaluation()], {}, { configRuleArn: undefined });
  expect(failures.map(String)).toEqual(['Error: Security Hub got no findings: the event names no configRuleArn']);
  expect(calls).toEqual([]);
});

it('a result that was retired under an id of no flow makes no finding', async () => {
  const { flowArn: _, ...retired } = anEvaluation('flow:1');
  const { calls } = await importing([retired, anEvaluation('orders')], GOOD);
  expect(calls.at(-1)?.input).toMatchObject({ Findings: [{ Id: ID }] });
});

it('findings that Security Hub does not take are told, and come back as one failure', async () => {
  const { failures, told } = await importing([anEvaluation('orders')], { ...GOOD, BatchImportFindings: DENIED });
  expect(failures.map(String)).toEqual([
    'Error: Security Hub did not take 1 of 1 findings: securityhub:BatchImportFindings failed for account 111122223333: AccessDeniedException: as AWS words it',
  ]);
  expect(told).toEqual([['findingRefused', ID, failures[0]?.cause]]);
});

it('findings that Security Hub does not show are made anew, which is told', async () => {
  const unread = awsError('AccessDeniedException', 'no');
  const { failures, told } = await importing([anEvaluation('orders')], { ...GOOD, GetFindings: unread });
  expect(failures).toEqual([]);
  expect(told).toEqual([
    ['warn', 'Findings get a new time of creation: Security Hub did not show those it has', { because: 'no' }],
  ]);
});
