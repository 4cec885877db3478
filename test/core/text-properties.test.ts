import fc from 'fast-check';
import { InvalidParametersError, parseRuleParameters } from '../../lambda/core/input/rule-parameters.ts';
import { parseKeyPolicy } from '../../lambda/core/key-policy/document.ts';
import { statementsOpenToEveryone } from '../../lambda/core/key-policy/everyone.ts';
import { codesOf, REASON_CODES, type Reason } from '../../lambda/core/model/reasons.ts';
import { coversPattern, matchesPattern } from '../../lambda/core/model/tags.ts';
import { excerpt } from '../../lambda/core/model/text.ts';
import { annotationOf } from '../../lambda/core/output/annotation.ts';

const RUNS = { numRuns: 500 };

/** Any 16-bit units: whole characters, halves of surrogate pairs, combining marks, control characters. */
const anyUnits = (maxLength: number) =>
  fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength });
const anyText = (maxLength: number) =>
  fc.oneof(fc.string({ unit: 'grapheme', maxLength }), fc.string({ unit: 'binary', maxLength }), anyUnits(maxLength));

describe('an annotation', () => {
  const reasons: fc.Arbitrary<readonly Reason[]> = fc.array(
    fc.record({ code: fc.constantFrom(...REASON_CODES), problem: anyText(300) }),
    { minLength: 1, maxLength: 40 },
  );

  const isPrefixOf = (some: readonly string[], all: readonly string[]): boolean =>
    some.length <= all.length && some.every((item, index) => item === all[index]);

  it('has 1 to 256 characters: whole codes in order, a colon, and something to read; no control, format or line-breaking character', () => {
    const property = fc.property(reasons, (given) => {
      const annotation = annotationOf({ complianceType: 'NON_COMPLIANT', reasons: given });
      expect(annotation.length).toBeGreaterThanOrEqual(1);
      expect(annotation.length).toBeLessThanOrEqual(256);
      expect(annotation).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u);
      expect(annotation).toMatch(/^[A-Z_, ]+: ./u);
      const codes = (annotation.split(': ')[0] ?? '').split(', ');
      expect(isPrefixOf(codes, codesOf(given))).toBe(true);
    });
    fc.assert(property, RUNS);
  });

  it('of a flow that is not judged has 1 to 256 characters and begins with its label', () => {
    const property = fc.property(anyText(400), fc.constantFrom('GONE', 'OUT_OF_SCOPE', 'EXEMPT'), (because, label) => {
      const annotation = annotationOf({ complianceType: 'NOT_APPLICABLE', label, because });
      expect(annotation.length).toBeLessThanOrEqual(256);
      expect(annotation.startsWith(`${label}: `)).toBe(true);
      expect(annotation).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u);
    });
    fc.assert(property, RUNS);
  });
});

it('an excerpt is never longer than its limit, and is cut between what a reader sees as characters', () => {
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const property = fc.property(anyText(60), fc.nat(60), (text, limit) => {
    const short = excerpt(text, limit);
    expect(short.length).toBeLessThanOrEqual(limit);
    const kept = short.replace(/…$/, '');
    const cuts = [0, ...Array.from(graphemes.segment(text), ({ index, segment }) => index + segment.length)];
    expect(short === text || cuts.some((cut) => text.slice(0, cut).trimEnd() === kept)).toBe(true);
  });
  fc.assert(property, RUNS);
});

describe('matching a pattern', () => {
  const letters = fc.constantFrom('a', 'b', '.', '\\', '😀');
  const patterns = fc.string({ unit: fc.oneof(letters, fc.constantFrom('*', '?')), maxLength: 12 });

  it('agrees with the regular expression of the same meaning', () => {
    const property = fc.property(patterns, fc.string({ unit: letters, maxLength: 12 }), (pattern, text) => {
      const source = pattern.replace(/[.\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
      expect(matchesPattern(pattern, text)).toBe(new RegExp(`^${source}$`, 'su').test(text));
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('of patterns that cover a text matches all that the text stands for', () => {
    const texts = fc.string({ unit: fc.oneof(letters, fc.constant('*')), maxLength: 8 });
    const property = fc.property(patterns, texts, fc.string({ unit: letters }), (pattern, text, run) => {
      fc.pre(coversPattern(pattern, text));
      expect(
        matchesPattern(
          pattern,
          text.replaceAll('*', () => run),
        ),
      ).toBe(true);
    });
    fc.assert(property, { numRuns: 200, maxSkipsPerRun: 1000 });
  });

  it('comes to an end for the worst of patterns', () => {
    const property = fc.property(fc.nat(200), fc.nat(2000), (stars, length) => {
      expect(matchesPattern(`${'*a'.repeat(stars)}*b`, 'a'.repeat(length))).toBe(false);
    });
    fc.assert(property, { numRuns: 20 });
  });
});

describe('rule parameters', () => {
  const tagKey = fc.stringMatching(/^[A-Za-z0-9:_./-]{1,12}$/);
  const value = fc.stringMatching(/^[A-Za-z0-9*?=_.-]{1,12}$/);
  const condition = fc.record(
    { key: tagKey, values: fc.array(value, { minLength: 1, maxLength: 3 }) },
    { requiredKeys: ['key'], noNullPrototype: true },
  );
  const conditions = fc.uniqueArray(condition, { minLength: 1, maxLength: 4, selector: ({ key }) => key });
  const role = fc.stringMatching(/^[\w+=,.@-]{1,64}$/);
  const blanks = fc.constantFrom('', ' ', '  ');

  const valid = fc.record({
    requiredKeyTags: conditions,
    matchingTags: fc.uniqueArray(tagKey, { minLength: 1, maxLength: 4 }),
    requireRotation: fc.boolean(),
    maxRotationPeriodInDays: fc.integer({ min: 90, max: 2560 }),
    nonRotatableKeys: fc.constantFrom('reject', 'onDemand', 'allow'),
    checkKeyPolicy: fc.boolean(),
    keyAliasPattern: value,
    allowedKeyAccounts: fc.array(fc.stringMatching(/^\d{12}$/), { minLength: 1, maxLength: 4 }),
    maxFlowsPerKey: fc.integer({ min: 1 }),
    checkConnectorProfiles: fc.boolean(),
    checkBuckets: fc.boolean(),
    keyUsers: fc.array(fc.stringMatching(/^[\w:./*?-]{1,12}$/), { minLength: 1, maxLength: 4 }),
    keyDuties: fc.constantFrom('any', 'separated', 'strict'),
    checkKeyUse: fc.boolean(),
    flowTagFilter: conditions,
    exemptionTag: tagKey,
    unverified: fc.constantFrom('NON_COMPLIANT', 'NOT_APPLICABLE'),
    keyAccountRoleName: role,
    executionRoleName: role,
  });

  it('are read as they were written', () => {
    const property = fc.property(valid, blanks, blanks, (wanted, before, after) => {
      const list = (items: readonly string[]) => items.map((item) => `${before}${item}${after}`).join(',');
      const written = (tags: readonly { readonly key: string; readonly values?: readonly string[] }[]) =>
        list(tags.map(({ key, values }) => (values === undefined ? key : `${key}=${values.join('|')}`)));
      const texts = {
        ...wanted,
        requiredKeyTags: written(wanted.requiredKeyTags),
        matchingTags: list(wanted.matchingTags),
        allowedKeyAccounts: list(wanted.allowedKeyAccounts),
        keyUsers: list(wanted.keyUsers),
        flowTagFilter: written(wanted.flowTagFilter),
      };
      const asText = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, String(text)]));
      const text = JSON.stringify(asText);
      fc.pre(text.length <= 1024);
      expect(parseRuleParameters(text)).toEqual(wanted);
    });
    fc.assert(property, RUNS);
  });

  const names = fc.constantFrom(
    'requiredKeyTags',
    'maxRotationPeriodInDays',
    'exemptionTag',
    'nonRotatableKeys',
    'toString',
  );

  it('of any kind are read, or refused with a named error', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(names, fc.oneof(anyText(60), fc.jsonValue())).map((given) => JSON.stringify(given)),
    );
    const property = fc.property(texts, (text) => {
      try {
        parseRuleParameters(text);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidParametersError);
      }
    });
    fc.assert(property, RUNS);
  });
});

it('any text as key policy is read, and judged, or refused', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.jsonValue().map((Statement) => JSON.stringify({ Statement })),
  );
  const property = fc.property(texts, (text) => {
    const policy = parseKeyPolicy(text);
    expect(policy.kind === 'refused' || Array.isArray(statementsOpenToEveryone(policy.value))).toBe(true);
  });
  fc.assert(property, RUNS);
});
