import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expandDates } from '../../local-aws/dates-in-text.ts';
import { parseEvents, subjectOf } from '../../local-aws/event-file.ts';
import { parseJson, readJsonFile } from '../../local-aws/json-file.ts';

describe('dates in a file', () => {
  const now = Date.parse('2026-03-01T23:59:59Z');

  it.each([
    { token: '{{today}}', day: '2026-03-01' },
    { token: '{{today+3d}}', day: '2026-03-04' },
    { token: '{{today-1d}}', day: '2026-02-28' },
    { token: '{{today-400d}}', day: '2025-01-25' },
  ])('$token is $day', ({ token, day }) => {
    expect(expandDates(`{"from": "${token}T08:00:00Z"}`, now)).toBe(`{"from": "${day}T08:00:00Z"}`);
  });

  it('anything else in braces stays as it is', () => {
    expect(expandDates('{{today+3}} {{tomorrow}} {today}', now)).toBe('{{today+3}} {{tomorrow}} {today}');
  });
});

describe('a JSON file', () => {
  it('that is not there is named, with the remedy', async () => {
    await expect(readJsonFile('/no/such/file.json')).rejects.toThrow(
      '/no/such/file.json cannot be read: there is no such file; check the path',
    );
  });

  it('that is a folder is named, with the remedy', async () => {
    await expect(readJsonFile(__dirname)).rejects.toThrow('it is a folder; name a file in it');
  });

  it('has its dates expanded before it is parsed', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'local-aws-'));
    const file = path.join(folder, 'event.json');
    await writeFile(file, '["{{today}}"]');
    const json = await readJsonFile(file);
    await rm(folder, { recursive: true });
    expect(json).toEqual([expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)]);
  });

  it.each([
    { name: 'a missing value', text: '{\n  "a": }', place: 'line 2, column 8' },
    {
      name: 'a comma too many in a long text',
      text: '{"flows": [1, 2, 3,\n 4, 5, 6,, 7, 8, 9]}',
      place: 'line 2, column 10',
    },
    { name: 'a comma before the end', text: '{"a": 1,}', place: 'line 1, column 9' },
    { name: 'text after the end', text: '{"a": 1}\nmore', place: 'line 2, column 1' },
    { name: 'an end too early', text: '{"a": [1,\n', place: 'line 2, column 1' },
    { name: 'nothing', text: '', place: 'line 1, column 1' },
  ])('with $name is refused with the place', ({ text, place }) => {
    const parse = () => parseJson({ text, source: 'world.json' });
    expect(parse).toThrow(`world.json is no JSON at ${place}: `);
    expect(parse).not.toThrow(/\n/);
  });
});

describe('an event file', () => {
  const source = 'event.json';

  it('holds one event, whose objects are encoded as Config encodes them', () => {
    const json = {
      invokingEvent: { messageType: 'ScheduledNotification' },
      ruleParameters: { a: 'b' },
      resultToken: 't',
    };
    expect(parseEvents({ json, source })).toEqual([
      { invokingEvent: '{"messageType":"ScheduledNotification"}', ruleParameters: '{"a":"b"}', resultToken: 't' },
    ]);
  });

  it('holds a list of events, which are left alone where they are text already', () => {
    const event = { invokingEvent: '{ "messageType": "ScheduledNotification" }', resultToken: 't' };
    expect(parseEvents({ json: [event, event], source })).toEqual([event, event]);
  });

  it.each([
    { name: 'an empty list', json: [], says: 'event.json holds no event; add one' },
    { name: 'a number', json: 7, says: 'event.json must be an object such as AWS Config’s invocation event, not 7' },
    { name: 'a text in a list', json: [{}, 'x'], says: 'event.json, event 2, must be an object such as' },
  ])('that holds $name is refused', ({ json, says }) => {
    expect(() => parseEvents({ json, source })).toThrow(says.replace('’', "'"));
  });

  const item = { resourceId: 'id', resourceName: 'orders' };
  it.each([
    { name: 'the resource of a change', invokingEvent: { configurationItem: item }, subject: 'orders' },
    {
      name: 'the id of a resource without a name',
      invokingEvent: { configurationItemSummary: { ...item, resourceName: null } },
      subject: 'id',
    },
    {
      name: 'the message of a schedule',
      invokingEvent: { messageType: 'ScheduledNotification' },
      subject: 'ScheduledNotification',
    },
  ])('is told by $name', ({ invokingEvent, subject }) => {
    expect(subjectOf({ invokingEvent: JSON.stringify(invokingEvent) })).toBe(subject);
  });

  it('is just an event where it says nothing of itself', () => {
    expect(subjectOf({ invokingEvent: '{' })).toBe('an event');
  });
});
