import { codesOf, inOrder, REASON_CODES, REASONS, type Reason, worstOf } from '../../../lambda/core/model/reasons.ts';

it('the 25 reasons are in the order of the contract', () => {
  expect(REASON_CODES).toEqual([
    'NO_CMK',
    'KEY_NOT_FOUND',
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
    'ROTATION_TOO_SLOW',
    'ROTATION_IMPOSSIBLE',
    'ROTATION_OVERDUE',
    'KEY_UNTAGGED',
    'TAG_MISSING',
    'TAG_VALUE_NOT_ALLOWED',
    'TAG_MISMATCH',
    'ALIAS_NOT_CONVENTIONAL',
    'KEY_SHARED',
    'CREDENTIALS_WITHOUT_CMK',
    'BUCKET_WITHOUT_CMK',
    'KEY_NOT_SEEN_IN_USE',
    'UNVERIFIED',
  ]);
});

it('each reason has the severity of the contract', () => {
  expect(Object.fromEntries(Object.entries(REASONS).map(([code, { severity }]) => [code, severity]))).toEqual({
    KEY_PENDING_DELETION: 'CRITICAL',
    KEY_POLICY_OPEN: 'CRITICAL',
    NO_CMK: 'HIGH',
    KEY_NOT_FOUND: 'HIGH',
    AWS_MANAGED_KEY: 'HIGH',
    KEY_DISABLED: 'HIGH',
    KEY_UNUSABLE: 'HIGH',
    KEY_USER_NOT_ALLOWED: 'HIGH',
    DUTIES_NOT_SEPARATED: 'MEDIUM',
    KEY_NOT_SYMMETRIC: 'MEDIUM',
    KEY_ACCOUNT_NOT_ALLOWED: 'MEDIUM',
    ROTATION_OFF: 'MEDIUM',
    ROTATION_TOO_SLOW: 'MEDIUM',
    ROTATION_IMPOSSIBLE: 'MEDIUM',
    ROTATION_OVERDUE: 'MEDIUM',
    TAG_MISMATCH: 'MEDIUM',
    CREDENTIALS_WITHOUT_CMK: 'MEDIUM',
    BUCKET_WITHOUT_CMK: 'MEDIUM',
    KEY_NOT_SEEN_IN_USE: 'MEDIUM',
    UNVERIFIED: 'MEDIUM',
    KEY_UNTAGGED: 'LOW',
    TAG_MISSING: 'LOW',
    TAG_VALUE_NOT_ALLOWED: 'LOW',
    ALIAS_NOT_CONVENTIONAL: 'LOW',
    KEY_SHARED: 'LOW',
  });
});

it.each(Object.entries(REASONS).map(([code, words]) => ({ code, ...words })))(
  '$code has a title and a remedy without a full stop, to stand in a sentence',
  ({ title, remedy }) => {
    expect(title).toMatch(/^[A-Z].{15,}[^.]$/);
    expect(remedy).toMatch(/^[A-Z].{15,}[^.]$/);
  },
);

const reason = (code: Reason['code'], problem: string): Reason => ({ code, problem });

it('reasons are sorted in the order of the contract, and those of one code keep theirs', () => {
  const given = [
    reason('UNVERIFIED', 'first unread'),
    reason('TAG_MISSING', 'first tag'),
    reason('KEY_DISABLED', 'disabled'),
    reason('UNVERIFIED', 'second unread'),
    reason('TAG_MISSING', 'second tag'),
  ];
  expect(inOrder(given)).toEqual([
    reason('KEY_DISABLED', 'disabled'),
    reason('TAG_MISSING', 'first tag'),
    reason('TAG_MISSING', 'second tag'),
    reason('UNVERIFIED', 'first unread'),
    reason('UNVERIFIED', 'second unread'),
  ]);
  expect(given[0]).toEqual(reason('UNVERIFIED', 'first unread'));
});

it('codes are listed once each, in the order of the contract', () => {
  expect(codesOf([reason('UNVERIFIED', 'a'), reason('ROTATION_OFF', 'b'), reason('UNVERIFIED', 'c')])).toEqual([
    'ROTATION_OFF',
    'UNVERIFIED',
  ]);
});

describe('the worst of several codes', () => {
  it('is the one of the highest severity, wherever it stands', () => {
    expect(worstOf(['KEY_NOT_SYMMETRIC', 'KEY_POLICY_OPEN', 'TAG_MISSING'])).toBe('KEY_POLICY_OPEN');
  });

  it('is the first of those that are equally severe', () => {
    expect(worstOf(['TAG_MISSING', 'ROTATION_OFF', 'TAG_MISMATCH'])).toBe('ROTATION_OFF');
  });

  it('is none where there is none', () => {
    expect(worstOf([])).toBeUndefined();
  });
});
