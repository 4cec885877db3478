import fc from 'fast-check';
import { aStatement, openIn } from '../../builders/a-policy.ts';

const RUNS = { numRuns: 500 };
const OPEN = ['UseOfTheKey'];
const CLOSED: readonly string[] = [];

const RESTRICTING_OPERATORS = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike'];
const OTHER_OPERATORS = ['StringEqualsIfExists', 'ArnLikeIfExists', 'ForAllValues:StringLike', 'StringNotLike', 'Null'];
const FIXED_VALUES: Readonly<Record<string, readonly string[]>> = {
  'kms:CallerAccount': ['111122223333', '444455556666'],
  'aws:PrincipalOrgID': ['o-a1b2c3d4e5', '\u0024{aws:ResourceOrgID}'],
  'aws:SourceOrgPaths': ['o-a1b2c3d4e5', 'o-a1b2c3d4e5/*'],
  'aws:PrincipalArn': ['arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:role/*'],
};
const STRANGE_VALUES: Readonly<Record<string, readonly string[]>> = {
  'kms:CallerAccount': ['*', '9*', '????????????', '\u0024{aws:PrincipalAccount}'],
  'aws:PrincipalOrgID': ['*', 'o-*', 'o-?', '\u0024{aws:PrincipalOrgID}'],
  'aws:SourceOrgPaths': ['*', 'o-*/r-ab12/*', '\u0024{aws:PrincipalOrgID}/*'],
  'aws:PrincipalArn': ['*', 'arn:aws:iam::*:root', 'arn:aws:s3:::*', '111122223333'],
  'aws:ResourceAccount': ['111122223333'],
  'aws:SourceIp': ['10.0.0.0/8'],
};

const setOperator = fc.constantFrom('', 'ForAnyValue:');
const restrictingOperator = fc
  .tuple(setOperator, fc.constantFrom(...RESTRICTING_OPERATORS))
  .map(([prefix, operator]) => `${prefix}${operator}`);
const anyOperator = fc.oneof(restrictingOperator, fc.constantFrom(...OTHER_OPERATORS));

const keyAndValues = (values: Readonly<Record<string, readonly string[]>>) =>
  fc
    .constantFrom(...Object.entries(values))
    .chain(([key, some]) =>
      fc.record({ key: fc.constant(key), values: fc.array(fc.constantFrom(...some), { minLength: 1, maxLength: 4 }) }),
    );
const restriction = fc
  .tuple(restrictingOperator, keyAndValues(FIXED_VALUES))
  .map(([operator, { key, values }]) => ({ operator, key, values }));
const noRestriction = fc
  .tuple(anyOperator, keyAndValues(STRANGE_VALUES))
  .map(([operator, { key, values }]) => ({ operator, key, values }));

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** All of these conditions; of two with the same operator and key, the last one. */
const together = (conditions: readonly Condition[]) => {
  const all = new Map<string, Map<string, readonly string[]>>();
  for (const { operator, key, values } of conditions) {
    all.set(operator, (all.get(operator) ?? new Map()).set(key, values));
  }
  return Object.fromEntries([...all].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
};

const verdictOf = (conditions: readonly Condition[]) => openIn(aStatement({ Condition: together(conditions) }));

it('conditions that strangers meet leave a policy open, however many there are', () => {
  fc.assert(
    fc.property(fc.array(noRestriction, { maxLength: 5 }), (conditions) => {
      expect(verdictOf(conditions)).toEqual(OPEN);
    }),
    RUNS,
  );
});

it('one restricting condition more closes a policy, whatever others stand beside it', () => {
  fc.assert(
    fc.property(fc.array(noRestriction, { maxLength: 5 }), restriction, (others, restricting) => {
      expect(verdictOf([...others, restricting])).toEqual(CLOSED);
    }),
    RUNS,
  );
});

it('one value more that strangers fit opens a policy, wherever it stands', () => {
  const property = fc.property(restriction, fc.nat(), fc.nat(), (condition, choice, place) => {
    const strange = STRANGE_VALUES[condition.key] ?? [];
    const value = strange[choice % strange.length] ?? '*';
    const values = condition.values.toSpliced(place % (condition.values.length + 1), 0, value);
    expect(verdictOf([{ ...condition, values }])).toEqual(OPEN);
  });
  fc.assert(property, RUNS);
});
