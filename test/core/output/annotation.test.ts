import type { Reason, ReasonCode } from '../../../lambda/core/model/reasons.ts';
import { annotationOf, LONGEST_ANNOTATION } from '../../../lambda/core/output/annotation.ts';

const nonCompliant = (...reasons: readonly Reason[]) => annotationOf({ complianceType: 'NON_COMPLIANT', reasons });
const reason = (code: ReasonCode, problem: string, remedy?: string): Reason =>
  remedy === undefined ? { code, problem } : { code, problem, remedy };

it('AWS Config takes at most 256 characters', () => {
  expect(LONGEST_ANNOTATION).toBe(256);
});

describe('a compliant flow', () => {
  it('is OK, with the evidence', () => {
    expect(annotationOf({ complianceType: 'COMPLIANT', because: 'Customer managed key 1b2c is enabled.' })).toBe(
      'OK: Customer managed key 1b2c is enabled.',
    );
  });

  it('has its evidence cut to fit', () => {
    expect(annotationOf({ complianceType: 'COMPLIANT', because: 'x'.repeat(253) })).toBe(`OK: ${'x'.repeat(251)}…`);
  });
});

describe('a flow that is not applicable', () => {
  it.each([{ label: 'GONE' }, { label: 'OUT_OF_SCOPE' }, { label: 'EXEMPT' }] as const)(
    'begins with $label and tells why',
    ({ label }) => {
      expect(annotationOf({ complianceType: 'NOT_APPLICABLE', label, because: 'It is so.' })).toBe(
        `${label}: It is so.`,
      );
    },
  );

  it('has its reason cut to fit', () => {
    expect(annotationOf({ complianceType: 'NOT_APPLICABLE', label: 'GONE', because: 'x'.repeat(251) })).toBe(
      `GONE: ${'x'.repeat(249)}…`,
    );
  });

  it('for lack of a permission begins with UNVERIFIED and says what to do', () => {
    const reasons = [reason('UNVERIFIED', 'the tags of key 1b2c could not be read: kms:ListResourceTags is denied')];
    expect(annotationOf({ complianceType: 'NOT_APPLICABLE', label: 'UNVERIFIED', reasons })).toBe(
      'UNVERIFIED: The tags of key 1b2c could not be read: kms:ListResourceTags is denied. Let the role of the rule read it, in its own policy and in the key policy.',
    );
  });
});

describe('a flow that is not compliant', () => {
  it('begins with its codes and tells each problem, as the contract shows', () => {
    const rotationOff = reason('ROTATION_OFF', 'automatic rotation is off for key 1b2c…');
    expect(nonCompliant(rotationOff, reason('TAG_MISSING', 'tag Owner is missing'))).toBe(
      'ROTATION_OFF, TAG_MISSING: Automatic rotation is off for key 1b2c…; tag Owner is missing. Turn it on with kms:EnableKeyRotation. Add the tag with kms:TagResource.',
    );
  });

  it('tells the remedy of the reason where it has one of its own', () => {
    expect(nonCompliant(reason('ROTATION_OFF', 'rotation is off', 'Set it on the primary key'))).toBe(
      'ROTATION_OFF: Rotation is off. Set it on the primary key.',
    );
  });

  it('tells a code and a remedy once, however many reasons share it', () => {
    const first = reason('TAG_VALUE_NOT_ALLOWED', 'tag A is "1", allowed is "2"');
    expect(nonCompliant(first, reason('TAG_VALUE_NOT_ALLOWED', 'tag B is "3", allowed is "4"'))).toBe(
      'TAG_VALUE_NOT_ALLOWED: Tag A is "1", allowed is "2"; tag B is "3", allowed is "4". Set an allowed value with kms:TagResource.',
    );
  });

  it('gives flow names and tags in any script as they are', () => {
    expect(nonCompliant(reason('TAG_MISSING', 'tag Besitzerïn größer 所有者 is missing'))).toBe(
      'TAG_MISSING: Tag Besitzerïn größer 所有者 is missing. Add the tag with kms:TagResource.',
    );
  });
});

describe('a key id', () => {
  const ID = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

  it('is told once, then "the key" says enough', () => {
    const off = reason('ROTATION_OFF', `automatic rotation is off for key ${ID}`, 'Mend it');
    const reasons = [reason('KEY_DISABLED', `key ${ID} is disabled`, 'Mend it'), off];
    expect(nonCompliant(...reasons, reason('KEY_SHARED', `7 flows use key ${ID}, allowed are 3`, 'Mend it'))).toBe(
      'KEY_DISABLED, ROTATION_OFF, KEY_SHARED: Key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d is disabled; automatic rotation is off for the key; 7 flows use the key, allowed are 3. Mend it.',
    );
  });

  it('of a multi-Region key is told once as well', () => {
    const first = reason('KEY_DISABLED', 'key mrk-1f2e3d4c5b6a is disabled', 'Mend it');
    expect(nonCompliant(first, reason('TAG_MISSING', 'key mrk-1f2e3d4c5b6a has no tag of its own', 'Mend it'))).toBe(
      'KEY_DISABLED, TAG_MISSING: Key mrk-1f2e3d4c5b6a is disabled; the key has no tag of its own. Mend it.',
    );
  });

  it.each([
    { name: 'another key', problem: `key ${ID.replace('0', 'f')} is bad` },
    { name: 'a longer name', problem: `key ${ID}-x is bad` },
    { name: 'another word', problem: `monkey ${ID} is bad` },
  ])('is told again where it is $name', ({ problem }) => {
    const reasons = [reason('KEY_DISABLED', `key ${ID} is disabled`), reason('TAG_MISSING', problem)];
    expect(nonCompliant(...reasons)).toContain(`; ${problem}.`);
  });

  it('is no short word that looks like one', () => {
    const first = reason('TAG_MISSING', 'tag key decade is missing', 'Mend it');
    expect(nonCompliant(first, reason('TAG_MISMATCH', 'tag key decade differs', 'Mend it'))).toBe(
      'TAG_MISSING, TAG_MISMATCH: Tag key decade is missing; tag key decade differs. Mend it.',
    );
  });
});
