import { InvalidInputError } from '../../../cli/audit/invalid-input.ts';
import { parseMutes } from '../../../cli/audit/mutes-file.ts';

const now = new Date('2026-11-24T12:00:00Z');
const parse = (text: string) => parseMutes(text, 'mutes.yaml', now);
const messageOf = (text: string): string => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  throw new Error('It was taken, though it should have been refused');
};

it('reads one mute an entry, with the line that it begins on; what is left out fits all', () => {
  const text = `# Decisions of the platform team
- flow: orders-*
  account: 012345678901
  region: eu-?est-1
  reasons: [ROTATION_OFF, KEY_UNTAGGED]
  until: 2026-12-31
  because: The key is replaced in December

- until: "2027-01-31"
  because: |-
    A test account
`;
  expect(parse(text)).toEqual([
    {
      line: 2,
      flow: 'orders-*',
      account: '012345678901',
      region: 'eu-?est-1',
      reasons: ['ROTATION_OFF', 'KEY_UNTAGGED'],
      until: '2026-12-31',
      because: 'The key is replaced in December',
    },
    { line: 9, flow: '*', account: '*', region: '*', until: '2027-01-31', because: 'A test account' },
  ]);
});

it('takes a list without an entry', () => {
  expect(parse('[]')).toEqual([]);
});

it('takes JSON, which is YAML, and a file with a byte order mark and Windows line ends', () => {
  expect(parse('\uFEFF- until: 2026-12-31\r\n  because: x\r\n')).toMatchObject([{ until: '2026-12-31', because: 'x' }]);
  expect(parse('[{"until": "2026-12-31", "because": "x"}]')).toMatchObject([{ until: '2026-12-31', because: 'x' }]);
});

const entry = (lines: string): string => `- until: 2026-12-31\n  because: It is known\n  ${lines}\n`;

it.each([
  { name: 'the last day that is allowed', until: '2027-11-25' },
  { name: 'a day that is over', until: '2020-02-29' },
])('takes $name', ({ until }) => {
  expect(parse(`- {until: ${until}, because: x}`)).toMatchObject([{ until }]);
});

it.each([
  { name: 'an empty file', text: '', problem: 'line 1: must be a list of mutes ([] where there is none)' },
  { name: 'a map', text: 'flow: a', problem: 'line 1: must be a list of mutes ([] where there is none)' },
  { name: 'an entry that is text', text: '- orders', problem: 'line 1: must be a mute with until and because' },
  {
    name: 'an unknown member',
    text: entry('Flow: a'),
    problem: 'line 3: "Flow" is unknown: a mute has flow, account, region, reasons, until, because',
  },
  { name: 'a merge key', text: entry('<<: {flow: a}'), problem: '"<<" is unknown' },
  {
    name: 'a member given twice',
    text: entry('because: Twice'),
    problem: 'line 3: because is given twice: give it once',
  },
  { name: 'no end', text: '- because: x', problem: 'line 1: until is missing: a day, YYYY-MM-DD' },
  { name: 'no reason', text: '- until: 2026-12-31', problem: 'line 1: because is missing: say why nobody acts' },
  { name: 'a blank reason', text: '- {until: 2026-12-31, because: " "}', problem: 'because must not be empty' },
  {
    name: 'an end that is no day',
    text: '- {until: 2026-02-30, because: x}',
    problem: 'until is "2026-02-30": must be a day of the calendar, YYYY-MM-DD',
  },
  {
    name: 'an end that is a time',
    text: '- {until: 2026-12-31T10:00:00Z, because: x}',
    problem: 'must be a day of the calendar',
  },
  {
    name: 'an end that is too far ahead',
    text: '- {until: 2027-11-26, because: x}',
    problem: 'line 1: until is 2027-11-26: must be at most 366 days ahead, 2027-11-25',
  },
  { name: 'a flow that is a list', text: entry('flow: [a]'), problem: 'line 3: flow must be text' },
  { name: 'a flow that is nothing', text: entry('flow:'), problem: 'line 3: flow must be text' },
  { name: 'a flow that is true', text: entry('flow: true'), problem: 'line 3: flow must be text: put it in quotes' },
  { name: 'an empty region', text: entry('region: ""'), problem: 'region must not be empty: leave it out to fit all' },
  {
    name: 'reasons that are text',
    text: entry('reasons: NO_CMK'),
    problem: 'line 3: reasons must be a list of reason codes',
  },
  {
    name: 'no reasons at all',
    text: entry('reasons: []'),
    problem: 'reasons must name a reason code: leave it out to fit all',
  },
  {
    name: 'an unknown reason',
    text: entry('reasons: [NO_CMK, ROTATION_OF]'),
    problem: 'line 3: "ROTATION_OF" is not a reason code: they are NO_CMK, KEY_NOT_FOUND, ',
  },
  {
    name: 'a reason in lower case',
    text: entry('reasons: [no_cmk]'),
    problem: '"no_cmk" is not a reason code: write NO_CMK',
  },
  {
    name: 'a reason that is a map',
    text: entry('reasons: [{a: 1}]'),
    problem: 'line 3: reasons must be a list of reason codes',
  },
  {
    name: 'an alias',
    text: '- &a {until: 2026-12-31, because: x}\n- *a',
    problem: 'line 2: YAML aliases are not taken: write it out',
  },
  {
    name: 'an alias as value',
    text: '- {until: &a 2026-12-31, because: *a}',
    problem: 'line 1: YAML aliases are not taken',
  },
  { name: 'a tag', text: entry('flow: !!binary aGk='), problem: 'line 3: Unresolved tag' },
  { name: 'two documents', text: '[]\n---\n[]', problem: 'line 2: Source contains multiple documents' },
  { name: 'broken YAML', text: '- {until: 2026-12-31', problem: 'line 1: Flow map in block collection' },
])('refuses $name', ({ text, problem }) => {
  expect(messageOf(text)).toContain(problem);
  expect(messageOf(text)).toMatch(/^mutes\.yaml cannot be used: line /);
});

it('lists every problem of every entry in one line', () => {
  expect(messageOf('- flow: [a]\n  until: never\n- because: x\n  owner: me\n')).toBe(
    'mutes.yaml cannot be used: line 1: flow must be text; line 2: until is "never": must be a day of the calendar, ' +
      'YYYY-MM-DD; line 1: because is missing: say why nobody acts; line 4: "owner" is unknown: a mute has flow, account, ' +
      'region, reasons, until, because; line 3: until is missing: a day, YYYY-MM-DD',
  );
});

it('shows no line break and no escape sequence out of the file', () => {
  expect(messageOf('- {until: "a\\nb\\e[31m", because: x}')).not.toMatch(/\p{Cc}/u);
});

it('refuses a bomb of aliases at once', () => {
  const levels = Array.from({ length: 30 }, (_, level) => `&a${level + 1} [${`*a${level},`.repeat(9)}]`);
  expect(messageOf(`- &a0 x\n- ${levels.join('\n- ')}`)).toContain('YAML aliases are not taken');
});

it('refuses what is nested so deeply that it could not be read', () => {
  expect(messageOf('['.repeat(100_000))).toBe('mutes.yaml cannot be used: line 1: it is nested too deeply');
});

it('refuses a file that is too large to be a list of decisions', () => {
  expect(messageOf(' '.repeat(1_000_001))).toBe(
    'mutes.yaml cannot be used: line 1: it has more than 1000000 characters',
  );
});

it('reads twenty thousand members of one entry without comparing each with each', () => {
  const members = Array.from({ length: 20_000 }, (_, index) => `m${index}: x`).join('\n  ');
  expect(messageOf(entry(members))).toContain('"m19999" is unknown');
});
