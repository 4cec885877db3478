import type { CheckedReason } from '../../../cli/check/check.ts';
import { type AnswerUnder, mergeCases } from '../../../cli/check/merge-cases.ts';

const rotationOff: CheckedReason = {
  code: 'ROTATION_OFF',
  severity: 'MEDIUM',
  problem: 'automatic rotation is off for key Lake',
  remedy: 'Turn it on with kms:EnableKeyRotation',
};
const noCmk: CheckedReason = { code: 'NO_CMK', severity: 'HIGH', problem: 'the flow names no key', remedy: 'Name one' };
const passes = (condition: string): AnswerUnder => ({
  condition,
  answer: 'pass',
  because: 'It is good.',
  reasons: [],
  unknown: [],
});
const fails = (condition: string, ...reasons: readonly CheckedReason[]): AnswerUnder => ({
  condition,
  answer: 'fail',
  reasons,
  unknown: [],
});
const isUnknown = (condition: string): AnswerUnder => ({
  condition,
  answer: 'unknown',
  reasons: [],
  unknown: [{ what: 'the policy of key Lake', because: 'it is imported', line: 31 }],
});
const problemsOf = (cases: readonly AnswerUnder[]): readonly string[] =>
  mergeCases(cases).reasons.map(({ problem }) => problem);

it('a single case is as it is', () => {
  expect(mergeCases([fails('', rotationOff)])).toEqual({ answer: 'fail', reasons: [rotationOff], unknown: [] });
});

it('cases that all pass pass, in the words of the first', () => {
  expect(mergeCases([passes('IsProd is true'), passes('IsProd is false')])).toEqual({
    answer: 'pass',
    because: 'It is good.',
    reasons: [],
    unknown: [],
  });
});

it('the worst answer counts: what fails, then what is unknown', () => {
  const [pass, unknown, fail] = [passes('A is 1'), isUnknown('A is 2'), fails('A is 3', rotationOff)];
  expect(mergeCases([pass, unknown]).answer).toBe('unknown');
  expect(mergeCases([pass, unknown, fail]).answer).toBe('fail');
  expect(mergeCases([pass, unknown, fail])).not.toHaveProperty('because');
});

it('a reason of every case names no condition', () => {
  expect(problemsOf([fails('IsProd is true', rotationOff), fails('IsProd is false', rotationOff)])).toEqual([
    'automatic rotation is off for key Lake',
  ]);
});

it('a reason of some cases says under which condition, in as few clauses as tell it', () => {
  const cases = [
    fails('IsProd is true, HasTags is true', rotationOff),
    fails('IsProd is true, HasTags is false', rotationOff),
    passes('IsProd is false, HasTags is true'),
    passes('IsProd is false, HasTags is false'),
  ];
  expect(problemsOf(cases)).toEqual(['automatic rotation is off for key Lake (where IsProd is true)']);
});

it('a reason that hangs on two conditions names both', () => {
  const cases = [
    fails('A is true, B is true, C is true', rotationOff),
    fails('A is true, B is true, C is false', rotationOff),
    passes('A is true, B is false, C is true'),
    passes('A is false, B is true, C is true'),
  ];
  expect(problemsOf(cases)).toEqual(['automatic rotation is off for key Lake (where A is true, B is true)']);
});

it('a reason that no clause alone tells apart names the first case, and how many more there are', () => {
  const cases = [
    fails('A is true, B is false', rotationOff),
    fails('A is false, B is true', rotationOff),
    passes('A is true, B is true'),
    passes('A is false, B is false'),
  ];
  expect(problemsOf(cases)).toEqual([
    'automatic rotation is off for key Lake (where A is true, B is false, and in 1 more case)',
  ]);
});

it('what is unknown in some cases says so, too', () => {
  expect(mergeCases([isUnknown('IsProd is true'), passes('IsProd is false')]).unknown).toEqual([
    { what: 'the policy of key Lake', because: 'it is imported (where IsProd is true)', line: 31 },
  ]);
});

it('reasons stand in the order of the catalogue', () => {
  const merged = mergeCases([fails('A is true', rotationOff), fails('A is false', noCmk)]);
  expect(merged.reasons.map(({ code }) => code)).toEqual(['NO_CMK', 'ROTATION_OFF']);
});
