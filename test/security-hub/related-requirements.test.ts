import { REASON_CODES, type ReasonCode } from '../../lambda/core/reasons.ts';
import { requirementsBroken, requirementsMet } from '../../lambda/core/related-requirements.ts';

const UNDER_CONTROL = [
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
const CHANGED = [
  'NIST.800-53.r5 SC-12',
  'NIST.800-53.r5 SC-12(2)',
  'NIST.800-53.r5 SC-28(3)',
  'PCI DSS v4.0.1/3.7.4',
  'SOC 2 CC6.1',
];
const INVENTORIED = ['NIST.800-53.r5 CM-8', 'SOC 2 CC6.1'];

const EXPECTED: readonly { readonly code: ReasonCode; readonly requirements: readonly string[] }[] = [
  { code: 'NO_CMK', requirements: UNDER_CONTROL },
  { code: 'KEY_NOT_FOUND', requirements: AVAILABLE },
  { code: 'AWS_MANAGED_KEY', requirements: UNDER_CONTROL },
  { code: 'KEY_PENDING_DELETION', requirements: AVAILABLE },
  { code: 'KEY_DISABLED', requirements: AVAILABLE },
  { code: 'KEY_UNUSABLE', requirements: AVAILABLE },
  { code: 'KEY_NOT_SYMMETRIC', requirements: UNDER_CONTROL },
  { code: 'KEY_ACCOUNT_NOT_ALLOWED', requirements: RESTRICTED },
  { code: 'KEY_POLICY_OPEN', requirements: RESTRICTED },
  { code: 'ROTATION_OFF', requirements: CHANGED },
  { code: 'ROTATION_TOO_SLOW', requirements: CHANGED },
  { code: 'ROTATION_IMPOSSIBLE', requirements: CHANGED },
  { code: 'ROTATION_OVERDUE', requirements: CHANGED },
  { code: 'KEY_UNTAGGED', requirements: INVENTORIED },
  { code: 'TAG_MISSING', requirements: INVENTORIED },
  { code: 'TAG_VALUE_NOT_ALLOWED', requirements: INVENTORIED },
  { code: 'TAG_MISMATCH', requirements: INVENTORIED },
  { code: 'ALIAS_NOT_CONVENTIONAL', requirements: [] },
  { code: 'KEY_SHARED', requirements: [] },
  { code: 'CREDENTIALS_WITHOUT_CMK', requirements: UNDER_CONTROL },
  { code: 'UNVERIFIED', requirements: [] },
];

it('every reason is listed here', () => {
  expect(EXPECTED.map(({ code }) => code)).toEqual(REASON_CODES);
});

it.each(EXPECTED)('$code breaks $requirements', ({ code, requirements }) => {
  expect(requirementsBroken([code])).toEqual(requirements);
});

it('two reasons break each requirement once, those of the worse reason first', () => {
  expect(requirementsBroken(['KEY_DISABLED', 'KEY_UNTAGGED'])).toEqual([...AVAILABLE, 'NIST.800-53.r5 CM-8']);
});

it('all reasons together stay within the 32 that Security Hub takes', () => {
  expect(requirementsBroken(REASON_CODES)).toHaveLength(14);
});

it('a compliant flow is no evidence for a rotation that nobody saw', () => {
  expect(requirementsMet({ rotates: false })).toEqual([
    ...UNDER_CONTROL,
    'NIST.800-53.r5 SC-12',
    'NIST.800-53.r5 SC-12(1)',
  ]);
});

it('a compliant flow whose key rotates meets the requirements of rotation, too', () => {
  expect(requirementsMet({ rotates: true })).toEqual([
    ...UNDER_CONTROL,
    'NIST.800-53.r5 SC-12',
    'NIST.800-53.r5 SC-12(1)',
    'NIST.800-53.r5 SC-28(3)',
    'PCI DSS v4.0.1/3.7.4',
  ]);
});
