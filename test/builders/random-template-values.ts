import fc from 'fast-check';

/** What a template holds, as JSON. */
export type Node = string | number | boolean | null | readonly Node[] | { readonly [name: string]: Node };

/**
 * A value, and one of the ways in which a template can say it. A parameter is named by the value it is given: `{ Given:
 * … }`.
 */
export interface Said<T> {
  readonly value: T;
  readonly node: Node;
}

/** One of two conditions that are what their names say. */
export const holdsOrNot = (whenHeld: Node, otherwise: Node): fc.Arbitrary<Node> =>
  fc.constantFrom<Node[]>(
    { 'Fn::If': ['Holds', whenHeld, otherwise] },
    { 'Fn::If': ['Fails', otherwise, whenHeld] },
    { 'Fn::If': ['HoldsToo', whenHeld, otherwise] },
  );

/** A text, said in one of many ways. */
export const said = (texts: fc.Arbitrary<string>): fc.Arbitrary<Said<string>> =>
  texts.chain((value) => {
    const half = Math.floor(value.length / 2);
    const plain: Node = value;
    return fc
      .oneof(
        { weight: 6, arbitrary: fc.constant(plain) },
        { weight: 1, arbitrary: fc.constant<Node>({ Given: value }) },
        { weight: 1, arbitrary: fc.constant<Node>({ 'Fn::Join': ['', [value.slice(0, half), value.slice(half)]] }) },
        { weight: 1, arbitrary: fc.constant<Node>({ 'Fn::Sub': [`\${Text}`, { Text: value }] }) },
        { weight: 1, arbitrary: fc.constant<Node>({ 'Fn::Select': [1, ['no', value]] }) },
        { weight: 1, arbitrary: fc.constant<Node>({ 'Fn::FindInMap': ['Texts', 'of', { MapKey: value }] }) },
        { weight: 1, arbitrary: holdsOrNot(plain, 'other') },
      )
      .map((node) => ({ value, node }));
  });

export const mostly = <G, B>(good: fc.Arbitrary<G>, bad: fc.Arbitrary<B>): fc.Arbitrary<G | B> =>
  fc.oneof<fc.MaybeWeightedArbitrary<G | B>[]>({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: bad });

/** A property that may be left out, by NoValue or at all. */
export const optional = <T>(property: fc.Arbitrary<Said<T>>): fc.Arbitrary<Said<T> | undefined> =>
  fc.option(property, { nil: undefined, freq: 3 });

export const flagSaid = fc
  .boolean()
  .chain((flag) => said(fc.constant(String(flag))).map(({ node }): Said<boolean> => ({ value: flag, node })));

const tagTexts = fc.constantFrom('data', 'prod', 'dev', '', 'PII', '2026-12-31', '2020-01-01');
export const tags = fc
  .uniqueArray(fc.constantFrom('Owner', 'Stage', 'DataClass', 'Exempt', 'aws:made'), {
    minLength: 1,
    maxLength: 3,
  })
  .chain((keys) => fc.tuple(...keys.map((key) => said(tagTexts).map((value) => ({ key, value })))))
  .chain((all) => {
    const list: Node = all.map(({ key, value }) => ({ Key: key, Value: value.node }));
    const value = Object.fromEntries(all.map((it) => [it.key, it.value.value]));
    const another: Node = [{ Key: 'Owner', Value: 'nobody' }];
    return fc.oneof(fc.constant(list), fc.constant(list), holdsOrNot(list, another)).map((node) => ({ value, node }));
  });
