import type { MiddlewareStack } from '@smithy/types';
import { rejectPartialAnswers } from '../../../lambda/aws/clients/reject-partial-answers.ts';

type Next = (request: object) => Promise<{ readonly output: object | undefined }>;
type Middleware = (next: Next, context: object) => Next;

/** The answer to a command, by way of what the SDK runs around each call. */
const answerTo = (commandName: string, next: Next) => {
  const added: Middleware[] = [];
  const stack = { add: (middleware: Middleware) => added.push(middleware) };
  rejectPartialAnswers(stack as unknown as MiddlewareStack<object, object>);
  const [middleware] = added;
  if (middleware === undefined) throw new Error('nothing was added');
  return middleware(next, { commandName })({});
};

const answering =
  (output: object | undefined): Next =>
  async () => ({ output });
const failing =
  (error: unknown): Next =>
  () =>
    Promise.reject(error);

describe('an answer is taken', () => {
  it.each([
    { command: 'ListFlowsCommand', output: { flows: [] } },
    { command: 'GetKeyRotationStatusCommand', output: { KeyRotationEnabled: false } },
    { command: 'ListResourceTagsCommand', output: { Tags: [], Truncated: true } },
    { command: 'PutEvaluationsCommand', output: {} },
    { command: 'ACommandToCome', output: {} },
  ])('of $command, $output', async ({ command, output }) => {
    expect(await answerTo(command, answering(output))).toEqual({ output });
  });
});

describe('an answer without what was asked for is worth another attempt', () => {
  it.each([
    { command: 'ListFlowsCommand', output: {}, problem: 'ListFlowsCommand got an answer without flows' },
    {
      command: 'DescribeFlowCommand',
      output: { kmsArn: 'arn:aws:kms:eu-west-1:111122223333:key/1b2c' },
      problem: 'DescribeFlowCommand got an answer without flowName',
    },
    {
      command: 'GetKeyRotationStatusCommand',
      output: { RotationPeriodInDays: 365 },
      problem: 'GetKeyRotationStatusCommand got an answer without KeyRotationEnabled',
    },
    {
      command: 'AssumeRoleCommand',
      output: undefined,
      problem: 'AssumeRoleCommand got an answer without Credentials',
    },
  ])('of $command, $output', async ({ command, output, problem }) => {
    await expect(answerTo(command, answering(output))).rejects.toMatchObject({
      name: 'GarbledAnswerError',
      message: problem,
      $retryable: {},
    });
  });
});

it('a body that the SDK cannot read is worth another attempt', async () => {
  const garbled = Object.assign(new SyntaxError('Unexpected end of JSON input'), { $response: {} });
  await expect(answerTo('ListFlowsCommand', failing(garbled))).rejects.toMatchObject({
    name: 'GarbledAnswerError',
    message: 'ListFlowsCommand got an answer that cannot be read',
    cause: garbled,
    $retryable: {},
  });
});

describe('what AWS or the network says is left as it is', () => {
  it.each([
    { name: 'an error of the service', error: Object.assign(new Error('no'), { $response: {}, $fault: 'client' }) },
    { name: 'an error of the network', error: new Error('ECONNRESET') },
    { name: 'what is not an error', error: 'cut off' },
  ])('$name', async ({ error }) => {
    await expect(answerTo('ListFlowsCommand', failing(error))).rejects.toBe(error);
  });
});
