import { ask, demand } from '../../lambda/aws/ask.ts';
import { NotReadError } from '../../lambda/aws/aws-error.ts';
import { refused } from '../../lambda/core/model/answer.ts';
import { awsError, DENIED } from '../builders/fake-aws.ts';

const failing = (error: unknown) => () => Promise.reject(error);

it('what AWS gives is given', async () => {
  expect(await ask('GetKeyPolicy', 'key 1b2c', async () => 'the policy')).toEqual({
    kind: 'given',
    value: 'the policy',
  });
});

it.each(['AccessDeniedException', 'AccessDenied'])('%s is an answer: refused, with what to allow', async (name) => {
  expect(await ask('DescribeFlow', 'flow orders', failing(awsError(name)))).toEqual({
    kind: 'refused',
    because: 'appflow:DescribeFlow is denied',
    remedy: 'Allow appflow:DescribeFlow to the role of the rule',
  });
});

it('a refusal of KMS may come of the key policy as well', async () => {
  expect(await ask('GetKeyPolicy', 'key 1b2c', failing(DENIED))).toMatchObject({
    remedy: 'Allow kms:GetKeyPolicy to the role of the rule, in its own policy and in the key policy',
  });
});

it('where an action alone does not tell what to allow, a refusal has words of its own', async () => {
  const words = refused('the bucket is not ours', 'Name another one');
  expect(await ask('GetBucketEncryption', 'bucket lake', failing(DENIED), {}, words)).toEqual(words);
});

it('what stands in the place of AWS and did not ask is a refusal in its words, whatever else has a meaning', async () => {
  const failure = failing(new NotReadError('not in the recording'));
  const words = refused('the bucket is not ours');
  expect(await ask('GetBucketEncryption', 'bucket lake', failure, { invalid: 'none' }, words)).toEqual({
    kind: 'refused',
    because: 'not in the recording',
  });
});

describe('an error that has a meaning here is an answer', () => {
  it.each([
    { error: 'NotFoundException', meanings: { 'not-found': 'none' } },
    { error: 'ResourceNotFoundException', meanings: { 'not-found': 'none' } },
    { error: 'UnsupportedOperationException', meanings: { unsupported: 'none' } },
    { error: 'ValidationException', meanings: { invalid: 'none' } },
    { error: 'NoAvailableConfigurationRecorderException', meanings: { 'no-recorder': 'none' } },
    { error: 'NoSuchConfigRuleException', meanings: { 'rule-gone': 'none' } },
  ])('$error', async ({ error, meanings }) => {
    expect(await ask('DescribeKey', 'key 1b2c', failing(awsError(error)), meanings)).toEqual({
      kind: 'given',
      value: 'none',
    });
  });

  it('even where it means nothing at all', async () => {
    const meanings = { 'not-found': undefined };
    expect(await ask('DescribeKey', 'key 1b2c', failing(awsError('NotFoundException')), meanings)).toEqual({
      kind: 'given',
      value: undefined,
    });
  });
});

describe('no answer to rely on is thrown, with action and subject', () => {
  it.each([
    { name: 'a throttled call', error: awsError('ThrottlingException', 'slow down') },
    { name: 'a failing service', error: awsError('InternalServerException', 'oh no') },
    { name: 'an error of a name that nobody knows', error: awsError('Surprise', 'boo') },
    { name: 'an error that means something elsewhere', error: awsError('NotFoundException', 'no key') },
  ])('$name', async ({ error }) => {
    await expect(ask('DescribeKey', 'key 1b2c', failing(error), { invalid: 'none' })).rejects.toMatchObject({
      name: 'AwsCallError',
      message: `kms:DescribeKey failed for key 1b2c: ${error.name}: ${error.message}`,
      cause: error,
    });
  });

  it('what is not an error, as its text', async () => {
    await expect(ask('ListFlows', 'account 1', failing('cut off'))).rejects.toThrow(
      'appflow:ListFlows failed for account 1: cut off',
    );
  });

  it('a call that was aborted, with what to look at', async () => {
    await expect(ask('ListFlows', 'account 1', failing(awsError('AbortError')))).rejects.toThrow(
      "appflow:ListFlows failed for account 1: the function's time is nearly up; give it more time, or look for throttling before this line",
    );
  });
});

describe('what is demanded', () => {
  it('comes as it is', async () => {
    expect(await demand('ListFlows', 'account 1', async () => 5)).toBe(5);
  });

  it.each(['AccessDeniedException', 'ThrottlingException'])('throws %s, a refusal included', async (name) => {
    const error = awsError(name, 'no');
    await expect(demand('ListFlows', 'account 1', failing(error))).rejects.toMatchObject({
      name: 'AwsCallError',
      message: `appflow:ListFlows failed for account 1: ${name}: no`,
      cause: error,
    });
  });
});
