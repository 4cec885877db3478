import { readFileSync } from 'node:fs';
import path from 'node:path';
import { at, type JsonObject, listIn, objectIn } from '../template/read-template.ts';
import { properties } from '../template/whole-stack.ts';
import { matchesPattern, transformed } from './event-pattern.ts';

/** As captured from EventBridge. */
const recorded = objectIn(JSON.parse(readFileSync(path.join(__dirname, 'compliance-change.json'), 'utf8')));

/** The same with other members in its detail; `undefined` leaves one out. */
const anEvent = (detail: Readonly<Record<string, unknown>> = {}, members: Readonly<Record<string, unknown>> = {}) =>
  objectIn(
    JSON.parse(JSON.stringify({ ...recorded, ...members, detail: { ...objectIn(at(recorded, 'detail')), ...detail } })),
  );

const result = (complianceType: string, members: object = {}) => ({ complianceType, ...members });

const deployed = properties('ComplianceChange', { NotificationTopic: 'true' });

/** A reference to a rule is its name once it is created. */
const pattern: JsonObject = objectIn(
  JSON.parse(JSON.stringify(deployed['EventPattern']).replace('"Rule"', '"appflow-flow-cmk"')),
);

const transformer = () => {
  const { InputPathsMap, InputTemplate } = objectIn(at(listIn(at(deployed, 'Targets'))[0] ?? null, 'InputTransformer'));
  return { InputPathsMap: objectIn(InputPathsMap ?? null), InputTemplate: String(InputTemplate) };
};

it.each([
  { name: 'as it was recorded', event: anEvent() },
  { name: 'without an old result', event: anEvent({ oldEvaluationResult: undefined }) },
  {
    name: 'with an annotation and a token that are null',
    event: anEvent({ newEvaluationResult: result('NON_COMPLIANT', { annotation: null, resultToken: null }) }),
  },
  {
    name: 'of a flow that is compliant again',
    event: anEvent({ newEvaluationResult: result('COMPLIANT'), oldEvaluationResult: result('NON_COMPLIANT') }),
  },
])('the event $name is told', ({ event }) => {
  expect(matchesPattern(pattern, event)).toBe(true);
});

it.each([
  { name: 'of another rule', event: anEvent({ configRuleName: 's3-bucket-cmk' }) },
  {
    name: 'of a rule whose name begins alike',
    event: anEvent({ configRuleName: 'appflow-flow-cmk-conformance-pack-szsm1uv0w' }),
  },
  {
    name: 'of a flow that is compliant at its first evaluation',
    event: anEvent({ newEvaluationResult: result('COMPLIANT'), oldEvaluationResult: undefined }),
  },
  { name: 'of a flow that is gone', event: anEvent({ newEvaluationResult: result('NOT_APPLICABLE') }) },
  {
    name: 'of an evaluation that merely begins',
    event: anEvent({ messageType: undefined }, { 'detail-type': 'Config Rules Re-evaluation Status' }),
  },
  {
    name: 'of a configuration item',
    event: anEvent(
      { messageType: 'ConfigurationItemChangeNotification' },
      { 'detail-type': 'Config Configuration Item Change' },
    ),
  },
  { name: 'of another service', event: anEvent({}, { source: 'aws.securityhub' }) },
])('the event $name is not told', ({ event }) => {
  expect(matchesPattern(pattern, event)).toBe(false);
});

it('the text needs no member that an event may lack', () => {
  const poor = anEvent({ oldEvaluationResult: undefined });
  expect(transformed(transformer(), poor)).toEqual([
    'The AppFlow flow orders-to-lake in account 111122223333, eu-west-1, is NON_COMPLIANT since 2026-11-21T06:03:11.207Z.',
    'The annotation of AWS Config says why: open the rule appflow-flow-cmk in the console of AWS Config, or run',
    'aws configservice get-compliance-details-by-config-rule --config-rule-name appflow-flow-cmk --region eu-west-1',
  ]);
});

it('every placeholder of the text has a path, and every path a placeholder', () => {
  const { InputPathsMap, InputTemplate } = transformer();
  const placeholders = new Set(Array.from(InputTemplate.matchAll(/<(\w+)>/g), ([, name]) => name));
  expect([...placeholders].sort()).toEqual(Object.keys(InputPathsMap).sort());
});

describe('the matcher of this test', () => {
  const rule = (wanted: unknown): JsonObject =>
    objectIn(JSON.parse(JSON.stringify({ detail: { configRuleName: wanted } })));

  it.each([
    { name: 'an exact value', wanted: ['appflow-flow-cmk'], expected: true },
    { name: 'another value', wanted: ['appflow'], expected: false },
    { name: 'a prefix', wanted: [{ prefix: 'appflow' }], expected: true },
    { name: 'another prefix', wanted: [{ prefix: 'flow' }], expected: false },
    { name: 'a field that exists', wanted: [{ exists: true }], expected: true },
    { name: 'a field that must not exist', wanted: [{ exists: false }], expected: false },
  ])('takes $name for $expected', ({ wanted, expected }) => {
    expect(matchesPattern(rule(wanted), recorded)).toBe(expected);
  });

  it('refuses an operator that it does not know', () => {
    expect(() => matchesPattern(rule([{ suffix: 'cmk' }]), recorded)).toThrow('an unknown operator: suffix');
  });
});
