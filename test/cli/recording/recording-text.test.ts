import { recordingText } from '../../../cli/recording/recording-text.ts';
import { expandDates } from '../../../local-aws/dates-in-text.ts';

const textOf = (description: string): string =>
  [
    ...recordingText({
      account: '111122223333',
      region: 'eu-west-1',
      recording: { at: '2026-11-24T08:00:00.000Z', version: '2.2.0', asked: { a: 'given', b: 'given' } },
      flows: [{ flowName: 'orders', description }, { flowName: 'invoices' }],
      keys: [],
    }),
  ].join('');

it('a flow, and a call, is a line', () => {
  expect(textOf('daily')).toBe(`{
"recording": {"at":"2026-11-24T08:00:00.000Z","version":"2.2.0", "asked": {
"a": "given",
"b": "given"
}},
"account": "111122223333",
"region": "eu-west-1",
"flows": [
{"flowName":"orders","description":"daily"},
{"flowName":"invoices"}
],
"keys": [
]
}
`);
});

it.each([
  { name: 'what a terminal obeys', text: '\u001b[2J \u009b', written: '\\u001b[2J \\u009b' },
  { name: 'what turns the direction of text', text: '\u202eabc', written: '\\u202eabc' },
  { name: 'what some take for the end of a line', text: 'a\u2028b', written: 'a\\u2028b' },
  { name: 'characters beyond the first plane', text: '\u{e0041}', written: '\\udb40\\udc41' },
  { name: 'half of a character', text: '\ud800', written: '\\ud800' },
  { name: 'a date token of hand-written worlds', text: '{{today+3d}}', written: '\\u007b\\u007btoday+3d}}' },
])('$name is escaped, and read back as it was', ({ text, written }) => {
  const file = textOf(text);
  expect(file).toContain(`"description":"${written}"`);
  expect(JSON.parse(expandDates(file)).flows[0].description).toBe(text);
});
