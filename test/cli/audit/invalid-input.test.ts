import { InvalidInputError } from '../../../cli/audit/invalid-input.ts';

it('is one line, whatever the input put into it, and keeps its cause', () => {
  const cause = new Error('why');
  const error = new InvalidInputError('a\nb\u001b[31m', { cause });
  expect([error.name, error.message, error.cause]).toEqual(['InvalidInputError', 'a\ufffdb\ufffd[31m', cause]);
});
