import type { Reason, ReasonCode } from '../../../lambda/core/model/reasons.ts';
import { annotationOf, mayLackCodes } from '../../../lambda/core/output/annotation.ts';

const nonCompliant = (...reasons: readonly Reason[]) => annotationOf({ complianceType: 'NON_COMPLIANT', reasons });
const reason = (code: ReasonCode, problem: string, remedy = 'Mend it'): Reason => ({ code, problem, remedy });

describe('what does not fit is left out from the end:', () => {
  it('remedies first', () => {
    const disabled = (length: number) => reason('KEY_DISABLED', 'x'.repeat(length), 'Enable the key');
    const missing = reason('TAG_MISSING', 'tag Owner is missing', 'Add it');
    expect(nonCompliant(disabled(182), missing)).toBe(
      `KEY_DISABLED, TAG_MISSING: X${'x'.repeat(181)}; tag Owner is missing. Enable the key. Add it.`,
    );
    expect(nonCompliant(disabled(182), missing)).toHaveLength(256);
    expect(nonCompliant(disabled(183), missing)).toBe(
      `KEY_DISABLED, TAG_MISSING: X${'x'.repeat(182)}; tag Owner is missing. Enable the key.`,
    );
    expect(nonCompliant(disabled(205), missing)).toBe(
      `KEY_DISABLED, TAG_MISSING: X${'x'.repeat(204)}; tag Owner is missing.`,
    );
  });

  it('then problems, and every remedy with them', () => {
    const disabled = reason('KEY_DISABLED', 'a'.repeat(100));
    expect(nonCompliant(disabled, reason('TAG_MISSING', 'b'.repeat(126)))).toBe(
      `KEY_DISABLED, TAG_MISSING: A${'a'.repeat(99)}; ${'b'.repeat(126)}.`,
    );
    expect(nonCompliant(disabled, reason('TAG_MISSING', 'b'.repeat(127)))).toBe(
      `KEY_DISABLED, TAG_MISSING: A${'a'.repeat(99)}.`,
    );
  });

  it('and a problem behind one that does not fit, even if it is short', () => {
    const reasons = [reason('KEY_DISABLED', 'a'), reason('TAG_MISSING', 'b'.repeat(250)), reason('KEY_SHARED', 'c')];
    expect(nonCompliant(...reasons)).toBe('KEY_DISABLED, TAG_MISSING, KEY_SHARED: A.');
  });

  it('then the end of the first problem', () => {
    expect(nonCompliant(reason('KEY_DISABLED', 'a'.repeat(300)), reason('TAG_MISSING', 'short'))).toBe(
      `KEY_DISABLED, TAG_MISSING: A${'a'.repeat(227)}…`,
    );
  });

  const FIRST_TEN: readonly ReasonCode[] = [
    'NO_CMK',
    'KEY_NOT_FOUND',
    'AWS_MANAGED_KEY',
    'KEY_PENDING_DELETION',
    'KEY_DISABLED',
    'KEY_UNUSABLE',
    'KEY_NOT_SYMMETRIC',
    'KEY_ACCOUNT_NOT_ALLOWED',
    'KEY_POLICY_OPEN',
    'ROTATION_OFF',
  ];
  const FIRST_TEN_CODES =
    'NO_CMK, KEY_NOT_FOUND, AWS_MANAGED_KEY, KEY_PENDING_DELETION, KEY_DISABLED, KEY_UNUSABLE, KEY_NOT_SYMMETRIC, KEY_ACCOUNT_NOT_ALLOWED, KEY_POLICY_OPEN, ROTATION_OFF';

  it.each([
    {
      name: 'all but 16 characters of a sentence',
      more: ['ROTATION_IMPOSSIBLE', 'ROTATION_OVERDUE', 'TAG_MISSING', 'TAG_VALUE_NOT_ALLOWED'],
      expected: `${FIRST_TEN_CODES}, ROTATION_IMPOSSIBLE, ROTATION_OVERDUE, TAG_MISSING, TAG_VALUE_NOT_ALLOWED: It is very, ver…`,
    },
    {
      name: 'a code that would leave a sentence of fewer',
      more: ['ROTATION_IMPOSSIBLE', 'ROTATION_OVERDUE', 'KEY_UNTAGGED', 'TAG_VALUE_NOT_ALLOWED'],
      expected: `${FIRST_TEN_CODES}, ROTATION_IMPOSSIBLE, ROTATION_OVERDUE, KEY_UNTAGGED: It is very, very, very bad.`,
    },
    {
      name: 'the last code, of 257 characters',
      more: ['ROTATION_TOO_SLOW', 'ROTATION_IMPOSSIBLE', 'ROTATION_OVERDUE', 'TAG_MISSING', 'TAG_VALUE_NOT_ALLOWED'],
      expected: `${FIRST_TEN_CODES}, ROTATION_TOO_SLOW, ROTATION_IMPOSSIBLE, ROTATION_OVERDUE, TAG_MISSING: It is very, very, v…`,
    },
  ] as const)('at last $name', ({ more, expected }) => {
    const reasons = [...FIRST_TEN, ...more].map((code) => reason(code, 'it is very, very, very bad'));
    expect(nonCompliant(...reasons)).toBe(expected);
  });

  it('one code of 256 characters together, for a sentence', () => {
    const codes: readonly ReasonCode[] = [
      ...FIRST_TEN.filter((code) => code !== 'KEY_NOT_FOUND'),
      'ROTATION_TOO_SLOW',
      'ROTATION_IMPOSSIBLE',
      'ROTATION_OVERDUE',
      'KEY_UNTAGGED',
      'TAG_MISSING',
      'TAG_VALUE_NOT_ALLOWED',
    ];
    expect(nonCompliant(...codes.map((code) => reason(code, 'it is bad')))).toBe(
      'NO_CMK, AWS_MANAGED_KEY, KEY_PENDING_DELETION, KEY_DISABLED, KEY_UNUSABLE, KEY_NOT_SYMMETRIC, KEY_ACCOUNT_NOT_ALLOWED, KEY_POLICY_OPEN, ROTATION_OFF, ROTATION_TOO_SLOW, ROTATION_IMPOSSIBLE, ROTATION_OVERDUE, KEY_UNTAGGED, TAG_MISSING: It is bad; it is bad.',
    );
  });
});

describe('codes that were told may lack others', () => {
  const OF_226: readonly ReasonCode[] = [
    'AWS_MANAGED_KEY',
    'KEY_PENDING_DELETION',
    'KEY_DISABLED',
    'KEY_UNUSABLE',
    'KEY_NOT_SYMMETRIC',
    'KEY_ACCOUNT_NOT_ALLOWED',
    'KEY_POLICY_OPEN',
    'KEY_USER_NOT_ALLOWED',
    'DUTIES_NOT_SEPARATED',
    'ROTATION_OFF',
    'ROTATION_IMPOSSIBLE',
    'KEY_NOT_SEEN_IN_USE',
  ];
  const OF_227: readonly ReasonCode[] = ['KEY_NOT_FOUND', ...OF_226.filter((code) => code !== 'ROTATION_OFF')];
  const written = (codes: readonly ReasonCode[]) =>
    nonCompliant(...codes.map((code) => reason(code, 'it is bad'))).split(':')[0];

  it('where the only code that could follow leaves no room for a sentence', () => {
    expect(OF_227.join(', ')).toHaveLength(227);
    expect(mayLackCodes(OF_227)).toBe(true);
    expect(written([...OF_227, 'UNVERIFIED'])).toBe(OF_227.join(', '));
  });

  it('and not where it would just have fitted', () => {
    expect(OF_226.join(', ')).toHaveLength(226);
    expect(mayLackCodes(OF_226)).toBe(false);
    expect(written([...OF_226, 'UNVERIFIED'])).toBe([...OF_226, 'UNVERIFIED'].join(', '));
  });

  it('and not where no code can follow', () => {
    expect(mayLackCodes([...OF_226, 'UNVERIFIED'])).toBe(false);
  });

  it('where only one of the longer ones that could follow does not fit', () => {
    const codes: readonly ReasonCode[] = [...OF_226.slice(0, -1), 'ROTATION_OVERDUE'];
    expect(codes.join(', ')).toHaveLength(223);
    expect(written([...codes, 'KEY_UNTAGGED'])).toBe([...codes, 'KEY_UNTAGGED'].join(', '));
    expect(mayLackCodes(codes)).toBe(true);
  });
});

describe('nothing is cut inside a character:', () => {
  // "TAG_MISSING: " leaves 243; the ellipsis takes one of them.
  it.each([
    { name: 'a surrogate pair', problem: `${'x'.repeat(241)}😀${'y'.repeat(9)}`, expected: `X${'x'.repeat(240)}…` },
    { name: 'a pair that fits', problem: `${'x'.repeat(240)}😀${'y'.repeat(9)}`, expected: `X${'x'.repeat(239)}😀…` },
    { name: 'combining marks', problem: `${'x'.repeat(241)}e\u0301${'y'.repeat(9)}`, expected: `X${'x'.repeat(240)}…` },
    {
      name: 'marks that fit',
      problem: `${'x'.repeat(240)}e\u0301${'y'.repeat(9)}`,
      expected: `X${'x'.repeat(239)}e\u0301…`,
    },
    { name: 'one letter with endless marks', problem: `e${'\u0301'.repeat(300)}`, expected: '…' },
  ])('$name', ({ problem, expected }) => {
    expect(nonCompliant(reason('TAG_MISSING', problem))).toBe(`TAG_MISSING: ${expected}`);
  });
});

describe('characters that would not stay in the line', () => {
  it.each([
    { name: 'a line feed', character: '\n' },
    { name: 'a null', character: '\u0000' },
    { name: 'a delete', character: '\u007f' },
    { name: 'a turn of the direction of writing', character: '\u202e' },
    { name: 'a separator of lines', character: '\u2028' },
    { name: 'a separator of paragraphs', character: '\u2029' },
    { name: 'a blank of no width', character: '\u200b' },
    { name: 'a tag character beyond the first plane', character: '\u{e0041}' },
  ])('become replacement characters: $name', ({ character }) => {
    expect(nonCompliant(reason('TAG_MISSING', `tag a${character}b is missing`))).toBe(
      'TAG_MISSING: Tag a\ufffdb is missing. Mend it.',
    );
  });
});

describe('half a surrogate pair', () => {
  it.each([
    { name: 'the first half', half: '\ud83d' },
    { name: 'the second half', half: '\ude00' },
  ])('becomes a replacement character, being $name', ({ half }) => {
    expect(nonCompliant(reason('TAG_MISSING', `tag a${half}b is missing`))).toBe(
      'TAG_MISSING: Tag a\ufffdb is missing. Mend it.',
    );
    expect(annotationOf({ complianceType: 'COMPLIANT', because: `a${half}${half}b` })).toBe('OK: a\ufffd\ufffdb');
  });
});
