import { requirementsBroken } from '../../../lambda/core/model/reasons.ts';
import { requirementsMet } from '../../../lambda/core/model/requirements.ts';

const CONTROL = [
  'NIST.800-53.r5 SC-12(2)',
  'NIST.800-53.r5 SC-28(1)',
  'PCI DSS v4.0.1/3.5.1',
  'HIPAA 164.312(a)(2)(iv)',
  'SOC 2 CC6.1',
];
const AVAILABLE = ['NIST.800-53.r5 SC-12', 'NIST.800-53.r5 SC-12(1)', 'NIST.800-53.r5 SC-12(2)', 'SOC 2 CC6.1'];
const RESTRICTED = [
  'NIST.800-53.r5 AC-3',
  'NIST.800-53.r5 AC-6',
  'PCI DSS v4.0.1/3.6.1',
  'HIPAA 164.312(a)(1)',
  'SOC 2 CC6.1',
];
const IN_TIME = [
  'NIST.800-53.r5 SC-12',
  'NIST.800-53.r5 SC-12(2)',
  'NIST.800-53.r5 SC-28(3)',
  'PCI DSS v4.0.1/3.7.4',
  'SOC 2 CC6.1',
];
const INVENTORIED = ['NIST.800-53.r5 CM-8', 'SOC 2 CC6.1'];

it.each([
  { code: 'NO_CMK', expected: CONTROL },
  { code: 'KEY_NOT_FOUND', expected: AVAILABLE },
  { code: 'AWS_MANAGED_KEY', expected: CONTROL },
  { code: 'KEY_PENDING_DELETION', expected: AVAILABLE },
  { code: 'KEY_DISABLED', expected: AVAILABLE },
  { code: 'KEY_UNUSABLE', expected: AVAILABLE },
  { code: 'KEY_NOT_SYMMETRIC', expected: CONTROL },
  { code: 'KEY_ACCOUNT_NOT_ALLOWED', expected: RESTRICTED },
  { code: 'KEY_POLICY_OPEN', expected: RESTRICTED },
  { code: 'KEY_USER_NOT_ALLOWED', expected: RESTRICTED },
  { code: 'DUTIES_NOT_SEPARATED', expected: ['NIST.800-53.r5 AC-5', ...RESTRICTED] },
  { code: 'ROTATION_OFF', expected: IN_TIME },
  { code: 'ROTATION_TOO_SLOW', expected: IN_TIME },
  { code: 'ROTATION_IMPOSSIBLE', expected: IN_TIME },
  { code: 'ROTATION_OVERDUE', expected: IN_TIME },
  { code: 'KEY_UNTAGGED', expected: INVENTORIED },
  { code: 'TAG_MISSING', expected: INVENTORIED },
  { code: 'TAG_VALUE_NOT_ALLOWED', expected: INVENTORIED },
  { code: 'TAG_MISMATCH', expected: INVENTORIED },
  { code: 'ALIAS_NOT_CONVENTIONAL', expected: [] },
  { code: 'KEY_SHARED', expected: [] },
  { code: 'CREDENTIALS_WITHOUT_CMK', expected: CONTROL },
  { code: 'BUCKET_WITHOUT_CMK', expected: CONTROL },
  { code: 'KEY_NOT_SEEN_IN_USE', expected: CONTROL },
  { code: 'UNVERIFIED', expected: [] },
] as const)('$code breaks $expected', ({ code, expected }) => {
  expect(requirementsBroken([code])).toEqual(expected);
});

it('requirements of several reasons are told once, those of the worst first', () => {
  expect(requirementsBroken(['KEY_DISABLED', 'TAG_MISSING', 'KEY_SHARED'])).toEqual([
    'NIST.800-53.r5 SC-12',
    'NIST.800-53.r5 SC-12(1)',
    'NIST.800-53.r5 SC-12(2)',
    'SOC 2 CC6.1',
    'NIST.800-53.r5 CM-8',
  ]);
});

it('a compliant flow meets what is always judged, and rotation only where it was seen', () => {
  const always = [
    'NIST.800-53.r5 SC-12(2)',
    'NIST.800-53.r5 SC-28(1)',
    'PCI DSS v4.0.1/3.5.1',
    'HIPAA 164.312(a)(2)(iv)',
    'SOC 2 CC6.1',
    'NIST.800-53.r5 SC-12',
    'NIST.800-53.r5 SC-12(1)',
  ];
  expect(requirementsMet({ rotates: false })).toEqual(always);
  expect(requirementsMet({ rotates: true })).toEqual([...always, 'NIST.800-53.r5 SC-28(3)', 'PCI DSS v4.0.1/3.7.4']);
});
