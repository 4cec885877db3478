import { toPlainText } from '../../lambda/telemetry/plain-log.ts';

describe('a log line', () => {
  it('holds no control or format character, at whatever depth', () => {
    const line = { message: 'a\nb', details: { tags: ['x\u202ey', 'plain'] } };
    expect(JSON.stringify(line, toPlainText)).toBe('{"message":"a\ufffdb","details":{"tags":["x\ufffdy","plain"]}}');
  });

  it('keeps the lines of a stack, and nothing else of that kind in it', () => {
    expect(JSON.stringify({ stack: 'Error: a\u0007\n    at b' }, toPlainText)).toBe(
      '{"stack":"Error: a\ufffd\\n    at b"}',
    );
  });

  it('leaves what is not text as it is', () => {
    expect(JSON.stringify({ flows: 3, done: true, key: null }, toPlainText)).toBe('{"flows":3,"done":true,"key":null}');
  });
});
