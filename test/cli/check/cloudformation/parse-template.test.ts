import { parseTemplate } from '../../../../cli/check/cloudformation/parse-template.ts';
import { memberOf } from '../../../../cli/check/cloudformation/template-node.ts';

const parse = (text: string) => parseTemplate(text, 'template.yaml');
const memberAOf = (text: string) => memberOf(parse(text), 'a');

describe('scalars are the text that stands there', () => {
  it.each([
    ['an account keeps its leading zero', 'a: 012345678901', '012345678901'],
    ['a day stays a text', 'a: 2012-10-17', '2012-10-17'],
    ['no is a text', 'a: no', 'no'],
    ['true is a text that a reader understands', 'a: true', 'true'],
    ['a number keeps its form', 'a: 1.50', '1.50'],
    ['quotes fall away', "a: '365'", '365'],
    ['a block is joined', 'a: >-\n  one\n  two', 'one two'],
    ['a number in JSON', '{"a": 365}', '365'],
    ['an escape in JSON', '{"a": "\\u00e4\\/"}', 'ä/'],
  ])('%s', (_, text, expected) => {
    expect(memberAOf(text)).toMatchObject({ kind: 'text', text: expected });
  });

  it('tells null from a text', () => {
    expect(memberAOf('a: ~')).toMatchObject({ kind: 'null' });
    expect(memberAOf('a:')).toMatchObject({ kind: 'null' });
    expect(memberAOf("a: 'null'")).toMatchObject({ kind: 'text', text: 'null' });
  });
});

describe('lines', () => {
  it('are those of the names of members', () => {
    const root = parse('# comment\na:\n  b: 1\n\n  c:\n    - 2\n');
    const a = root.kind === 'map' ? root.members.get('a') : undefined;
    const inner = a?.node.kind === 'map' ? [...a.node.members].map(([name, { line }]) => [name, line]) : [];
    expect(a?.line).toBe(2);
    expect(inner).toEqual([
      ['b', 3],
      ['c', 5],
    ]);
  });

  it('are there in JSON, too, with a byte order mark and tabs', () => {
    const root = parse('\uFEFF{\n\t"a": {\n\t\t"b": 1\n\t}\n}');
    const a = root.kind === 'map' ? root.members.get('a') : undefined;
    expect(a?.line).toBe(2);
    expect(a?.node.kind === 'map' ? a.node.members.get('b')?.line : undefined).toBe(3);
  });
});

describe('functions', () => {
  it.each([
    ['!Ref Key', 'Ref'],
    ['{ Ref: Key }', 'Ref'],
    ['!GetAtt Key.Arn', 'GetAtt'],
    ['!GetAtt [Key, Arn]', 'GetAtt'],
    ['{ "Fn::GetAtt": [Key, Arn] }', 'GetAtt'],
    [`!Sub '\${Key}'`, 'Sub'],
    [`!Sub ['\${x}', { x: 1 }]`, 'Sub'],
    ['!If [A, 1, 2]', 'If'],
    ["!Join ['', [a, b]]", 'Join'],
    ['!Select [0, [a]]', 'Select'],
    ["!Split [',', 'a,b']", 'Split'],
    ['!FindInMap [A, B, C]', 'FindInMap'],
    ['!ImportValue x', 'ImportValue'],
    ['!Equals [a, b]', 'Equals'],
    ['!And [!Condition A, !Condition B]', 'And'],
    ['!Or [!Condition A, !Condition B]', 'Or'],
    ['!Not [!Condition A]', 'Not'],
    ['!Condition A', 'Condition'],
    ['!Base64 x', 'Base64'],
    ['!Cidr [a, 1, 2]', 'Cidr'],
    ["!GetAZs ''", 'GetAZs'],
    ['!Transform { Name: x }', 'Transform'],
  ])('reads %s', (text, name) => {
    expect(memberAOf(`a: ${text}`)).toMatchObject({ kind: 'function', name });
  });

  it('reads one in another', () => {
    expect(memberAOf('a: !Base64\n  Fn::Sub: x')).toMatchObject({
      kind: 'function',
      name: 'Base64',
      argument: { kind: 'function', name: 'Sub' },
    });
  });

  it('leaves a statement of a policy that has no more than a Condition as it is', () => {
    expect(memberAOf('a: { Condition: x }')).toMatchObject({ kind: 'map' });
  });
});

describe('anchors, aliases and merge keys', () => {
  it('puts in what an alias stands for, with the line where it was written', () => {
    expect(memberOf(parse('b: &tags [x]\na: *tags'), 'a')).toMatchObject({ kind: 'list', line: 1 });
  });

  it('merges maps, of which own members win, and then the first', () => {
    const text = 'b: &b { x: b, y: b, z: b }\nc: &c { x: c, w: c }\na: { <<: [*b, *c], z: own }';
    const a = memberOf(parse(text), 'a');
    const texts = a?.kind === 'map' ? [...a.members].map(([name, { node }]) => [name, node]) : [];
    expect(texts).toMatchObject([
      ['z', { text: 'own' }],
      ['x', { text: 'b' }],
      ['y', { text: 'b' }],
      ['w', { text: 'c' }],
    ]);
  });

  it('takes the anchor of that name that stands last before the alias', () => {
    expect(memberOf(parse('b: &x 1\nc: &x 2\na: *x'), 'a')).toMatchObject({ text: '2' });
  });

  it.each([
    ['lists of lists', (anchor: string, inner: string) => `&${anchor} [${Array(10).fill(inner).join(', ')}]`],
    [
      'maps of merged maps',
      (anchor: string, inner: string) => `&${anchor} { <<: [${Array(10).fill(inner).join(', ')}] }`,
    ],
  ])('refuses a bomb of %s, at once', (_, level) => {
    const lines = ['a0: &a0 { x: 1 }'];
    for (let n = 1; n < 30; n += 1) lines.push(`a${n}: ${level(`a${n}`, `*a${n - 1}`)}`);
    expect(() => parse(lines.join('\n'))).toThrow(/template.yaml cannot be used: line \d+: its aliases stand for more/);
  });

  it.each([
    ['an alias within its own anchor', 'a: &a [*a]', /line 1: .*"?a"?/],
    ['an alias without an anchor', 'a: *b', /line 1: /],
    ['a merged text', 'a: { <<: text }', /what is merged must be a map/],
  ])('refuses %s', (_, text, problem) => {
    expect(() => parse(text)).toThrow(problem);
  });
});

describe('refuses, with file and line', () => {
  it.each([
    ['a member that is given twice', 'a: 1\nb: 2\na: 3', 'line 3: "a" is given twice: give it once'],
    ['a member that is given twice in JSON', '{"a": 1,\n"a": 2}', 'line 2: "a" is given twice: give it once'],
    ['a tag that CloudFormation does not know', 'a: 1\nb: !Reff x', 'line 2: Unresolved tag: !Reff'],
    ['a text that is not YAML', 'a: [1', 'line 1: '],
    ['two documents', 'a: 1\n---\nb: 2', 'line 2: '],
    ['a name that is no text', '? [a]\n: 1', 'line 1: the name of a member must be text'],
    ['nothing', '', 'line 1: it is empty'],
    [
      'what is nested too deeply',
      `a: ${'['.repeat(300)}1${']'.repeat(300)}`,
      'line 1: it is nested more than 200 levels deep',
    ],
    [
      'what is nested as deeply as to end the stack',
      '['.repeat(20_000),
      'line 1: it is nested more than 200 levels deep',
    ],
    ['more than anybody writes', `a: ${'x'.repeat(5_000_001)}`, 'line 1: it has more than 5000000 characters'],
  ])('%s', (_, text, problem) => {
    expect(() => parse(text)).toThrow(`template.yaml cannot be used: ${problem}`);
  });

  it('what aliases nest too deeply', () => {
    const lines = ['a0: &a0 1'];
    for (let n = 1; n < 250; n += 1) lines.push(`a${n}: &a${n} [*a${n - 1}]`);
    expect(() => parse(lines.join('\n'))).toThrow('it is nested more than 200 levels deep');
  });
});
