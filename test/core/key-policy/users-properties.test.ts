import fc from 'fast-check';
import { usersOf } from '../../../lambda/core/key-policy/users.ts';
import { aKey } from '../../builders/a-key.ts';
import { statementsOf } from '../../builders/a-policy.ts';
import { policy, principal, type RandomStatement, statement, together } from './random-policies.ts';

const RUNS = { numRuns: 1000 };

/** Each identity with each duty that it has. */
const dutiesIn = (statements: readonly RandomStatement[]): ReadonlySet<string> => {
  const users = usersOf(statementsOf(JSON.stringify({ Statement: statements })), aKey());
  return new Set(
    users.flatMap(({ text, isService, mayDecrypt, mayAdminister }) => [
      ...(mayDecrypt ? [`${text} (${isService}) decrypts`] : []),
      ...(mayAdminister ? [`${text} (${isService}) administers`] : []),
    ]),
  );
};

const missingFrom = (all: ReadonlySet<string>, some: ReadonlySet<string>): readonly string[] =>
  [...some].filter((one) => !all.has(one));

it('a statement less never gives anybody a duty', () => {
  const property = fc.property(policy, fc.nat(), (statements, choice) => {
    const fewer = statements.toSpliced(choice % (statements.length + 1), 1);
    expect(missingFrom(dutiesIn(statements), dutiesIn(fewer))).toEqual([]);
  });
  fc.assert(property, RUNS);
});

it('statements are judged one by one: together they give what each gives', () => {
  const property = fc.property(policy, (statements) => {
    const one = new Set(statements.flatMap((alone) => [...dutiesIn([alone])]));
    expect(one).toEqual(dutiesIn(statements));
  });
  fc.assert(property, RUNS);
});

it('a principal more never takes a duty from anybody', () => {
  const property = fc.property(
    fc.array(principal, { minLength: 1, maxLength: 4 }),
    principal,
    statement,
    (some, more, rest) => {
      const { NotPrincipal: _, ...others } = rest;
      const before = dutiesIn([{ ...others, Principal: together(some) }]);
      const after = dutiesIn([{ ...others, Principal: together([...some, more]) }]);
      expect(missingFrom(after, before)).toEqual([]);
    },
  );
  fc.assert(property, RUNS);
});

it('an action more never takes a duty from anybody', () => {
  const action = fc.constantFrom('kms:*', 'kms:Decrypt', 'kms:Put*', 'kms:Encrypt', 's3:GetObject');
  const property = fc.property(
    statement,
    fc.array(action, { minLength: 1, maxLength: 3 }),
    action,
    (rest, some, more) => {
      const { NotAction: _, ...others } = rest;
      const after = dutiesIn([{ ...others, Action: [...some, more] }]);
      expect(missingFrom(after, dutiesIn([{ ...others, Action: some }]))).toEqual([]);
    },
  );
  fc.assert(property, RUNS);
});

it('a condition more never gives anybody who is not named by it a duty', () => {
  const property = fc.property(statement, (narrowed) => {
    const { Condition: _, ...open } = narrowed;
    const named = JSON.stringify(narrowed['Condition']);
    const added = missingFrom(dutiesIn([open]), dutiesIn([narrowed])).map((duty) => duty.split(' ')[0] ?? '');
    const accountOf = (text: string) => /\d{12}/.exec(text)?.[0] ?? text;
    const perimeter = named.includes('ResourceAccount') ? ['111122223333'] : [];
    expect(added.filter((text) => !named.includes(accountOf(text)) && !perimeter.includes(accountOf(text)))).toEqual(
      [],
    );
  });
  fc.assert(property, RUNS);
});
