import fc from 'fast-check';
import { readAnnotation } from '../../../cli/reporting/read-annotation.ts';
import { codesOf, inOrder, REASON_CODES, type Reason, type ReasonCode } from '../../../lambda/core/model/reasons.ts';
import { annotationOf } from '../../../lambda/core/output/annotation.ts';

const read = (annotation: string) => {
  const answer = readAnnotation('NON_COMPLIANT', annotation);
  if (answer.kind !== 'reasons') throw new Error(`read as ${answer.kind}`);
  return answer;
};
const problemsIn = (annotation: string) => read(annotation).reasons.map(({ problem }) => problem);

describe('the annotation of a compliant flow', () => {
  it('begins with OK', () => {
    expect(readAnnotation('COMPLIANT', 'OK: Customer managed key 1b2c is enabled.')).toEqual({ kind: 'compliant' });
  });

  it.each([
    { annotation: '' },
    { annotation: 'OK:' },
    { annotation: 'The flow has a key.' },
    { annotation: 'ROTATION_OFF: Automatic rotation is off for key 1b2c.' },
  ])('is foreign where it is "$annotation"', ({ annotation }) => {
    expect(readAnnotation('COMPLIANT', annotation)).toEqual({ kind: 'foreign' });
  });
});

describe('the annotation of a flow that is not compliant', () => {
  it('gives each code its severity, problem and remedy', () => {
    expect(
      readAnnotation(
        'NON_COMPLIANT',
        'ROTATION_OFF, TAG_MISSING: Automatic rotation is off for key 1b2c; tag Owner is missing. Turn it on with kms:EnableKeyRotation. Add the tag with kms:TagResource.',
      ),
    ).toEqual({
      kind: 'reasons',
      reasons: [
        {
          code: 'ROTATION_OFF',
          severity: 'MEDIUM',
          problem: 'automatic rotation is off for key 1b2c',
          remedy: 'Turn it on with kms:EnableKeyRotation',
        },
        {
          code: 'TAG_MISSING',
          severity: 'LOW',
          problem: 'tag Owner is missing',
          remedy: 'Add the tag with kms:TagResource',
        },
      ],
      mayLackReasons: false,
      unknownCodes: [],
    });
  });

  it('gives a single code its own remedy', () => {
    const { reasons } = read(
      'UNVERIFIED: The tags of key 1b2c could not be read: kms:ListResourceTags is denied. Allow kms:ListResourceTags to the role of the rule, in its own policy and in the key policy.',
    );
    expect(reasons).toEqual([
      {
        code: 'UNVERIFIED',
        severity: 'MEDIUM',
        problem: 'the tags of key 1b2c could not be read: kms:ListResourceTags is denied',
        remedy: 'Allow kms:ListResourceTags to the role of the rule, in its own policy and in the key policy',
      },
    ]);
  });

  it('gives several codes their own remedies, where there is one for each', () => {
    const { reasons } = read(
      'ROTATION_OFF, KEY_UNTAGGED: Automatic rotation is off for key 1b2c; the key has no tag of its own. Set it on the primary key. Tag the key with kms:TagResource.',
    );
    expect(reasons.map(({ problem, remedy }) => [problem, remedy])).toEqual([
      ['automatic rotation is off for key 1b2c', 'Set it on the primary key'],
      ['the key has no tag of its own', 'Tag the key with kms:TagResource'],
    ]);
  });

  it('tells a single code everything that stands before its remedy', () => {
    expect(
      problemsIn(
        'TAG_VALUE_NOT_ALLOWED: Tag A is "1. 2; 3" but must be "2"; tag B is "3" but must be "4". Set an allowed value with kms:TagResource.',
      ),
    ).toEqual(['tag A is "1. 2; 3" but must be "2"; tag B is "3" but must be "4"']);
  });

  it('takes what looks like an end inside quotes for no end', () => {
    const long = `Tag A is "1. ${'x'.repeat(60)}" but must be "${'y'.repeat(75)}"; tag B is "3" but must be "${'z'.repeat(60)}"`;
    expect(problemsIn(`TAG_VALUE_NOT_ALLOWED: ${long}.`)).toEqual([`t${long.slice(1)}`]);
  });

  it('gives the title of the catalogue to a problem that did not fit', () => {
    expect(problemsIn('KEY_DISABLED, ROTATION_OFF: Key 1b2c is disabled.')).toEqual([
      'key 1b2c is disabled',
      'automatic rotation of the key is off',
    ]);
  });

  it('gives what is left of a problem that was cut', () => {
    expect(problemsIn('KEY_POLICY_OPEN, KEY_SHARED: The policy of key 1b2c admits ev…')).toEqual([
      'the policy of key 1b2c admits ev…',
      'too many flows share the key',
    ]);
  });

  it('gives the title where nothing but the ellipsis is left', () => {
    expect(problemsIn('TAG_MISSING: …')).toEqual(['the key lacks a required tag']);
  });

  it.each([
    {
      name: 'more problems than codes',
      annotation:
        'KEY_DISABLED, TAG_VALUE_NOT_ALLOWED: Key 1b2c is disabled; tag A is "1" but must be "2"; tag B is "3" but must be "4". Enable the key with kms:EnableKey, or recreate the flow with another one.',
    },
    {
      name: 'no remedy that tells that every problem stands there',
      annotation: 'KEY_DISABLED, TAG_VALUE_NOT_ALLOWED: Key 1b2c is disabled; tag A is "1" but must be "2".',
    },
  ])('gives the first problem only, where there is $name', ({ annotation }) => {
    expect(problemsIn(annotation)).toEqual([
      'key 1b2c is disabled',
      'a tag of the key has a value that is not allowed',
    ]);
  });

  it('does not give the first problem where a quoted text may hold its end', () => {
    expect(
      problemsIn('TAG_VALUE_NOT_ALLOWED, KEY_SHARED: Tag A is "1; 2" but must be "2"; 7 flows use the key; x.'),
    ).toEqual(['a tag of the key has a value that is not allowed', 'too many flows share the key']);
  });

  it('may lack reasons where the next code would not have fitted', () => {
    const codes =
      'NO_CMK, KEY_NOT_FOUND, AWS_MANAGED_KEY, KEY_PENDING_DELETION, KEY_DISABLED, KEY_UNUSABLE, KEY_NOT_SYMMETRIC, KEY_ACCOUNT_NOT_ALLOWED, KEY_POLICY_OPEN, ROTATION_OFF, ROTATION_IMPOSSIBLE, ROTATION_OVERDUE, KEY_UNTAGGED';
    expect(read(`${codes}: It is so.`).mayLackReasons).toBe(true);
    expect(read('NO_CMK, KEY_NOT_FOUND: It is so.').mayLackReasons).toBe(false);
  });

  it('names the codes that this version does not know, and may lack reasons then', () => {
    const answer = read('KEY_TOO_OLD, ROTATION_OFF: Key 1b2c is old; automatic rotation is off for the key.');
    expect(answer.unknownCodes).toEqual(['KEY_TOO_OLD']);
    expect(answer.mayLackReasons).toBe(true);
    expect(answer.reasons.map(({ code, problem }) => [code, problem])).toEqual([
      ['ROTATION_OFF', 'automatic rotation of the key is off'],
    ]);
  });

  it.each([
    { annotation: '' },
    { annotation: 'ROTATION_OFF' },
    { annotation: 'ROTATION_OFF:' },
    { annotation: 'rotation_off: Rotation is off.' },
    { annotation: 'OK: Customer managed key 1b2c is enabled.' },
    { annotation: 'KEY_TOO_OLD: Key 1b2c is old.' },
    { annotation: 'constructor: Built.' },
  ])('is foreign where it is "$annotation"', ({ annotation }) => {
    expect(readAnnotation('NON_COMPLIANT', annotation)).toEqual({ kind: 'foreign' });
  });
});

describe('whatever the rule writes', () => {
  const word = fc.stringMatching(/^[a-z][a-zA-Z0-9 :,().]{0,40}[a-z0-9]$/).filter((text) => !/\. |key /.test(text));
  const quoted = fc.string({ maxLength: 30 }).map((text) => `tag a is "${text}" but must be "b"`);
  const reasons = fc
    .array(
      fc.record({
        code: fc.constantFrom(...REASON_CODES),
        problem: fc.oneof(
          word,
          quoted,
          fc.tuple(word, word).map((two) => two.join('; ')),
        ),
      }),
      { minLength: 1, maxLength: 20 },
    )
    .map((some): readonly Reason[] => inOrder(some));

  it('is read back with all its codes, unless it says that some may be missing', () => {
    fc.assert(
      fc.property(reasons, (written) => {
        const answer = read(annotationOf({ complianceType: 'NON_COMPLIANT', reasons: written }));
        const codes = answer.reasons.map(({ code }) => code);
        const all = codesOf(written);
        expect(codes).toEqual(all.slice(0, codes.length));
        if (codes.length < all.length) expect(answer.mayLackReasons).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives no code the problem of another one', () => {
    const plain = fc
      .uniqueArray(fc.record({ code: fc.constantFrom(...REASON_CODES), problem: word }), {
        minLength: 1,
        maxLength: 8,
        selector: ({ problem }) => problem,
      })
      .map((some): readonly Reason[] => inOrder(some));
    fc.assert(
      fc.property(plain, (written) => {
        const problemsOf = (code: ReasonCode) =>
          written.filter((reason) => reason.code === code).map(({ problem }) => problem);
        for (const { code, problem } of read(annotationOf({ complianceType: 'NON_COMPLIANT', reasons: written }))
          .reasons) {
          for (const told of written.filter((reason) => reason.code !== code)) {
            if (problem === told.problem) expect(problemsOf(code)).toContain(problem);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
