import { askKms } from '../../../cli/check/ask-kms.ts';
import { parseKeyReference } from '../../../lambda/core/model/key-reference.ts';
import { aKey } from '../../builders/a-key.ts';
import { DENIED, fakeAws, type Replies, THROTTLED } from '../../builders/fake-aws.ts';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1b2c';
const reference = () => {
  const parsed = parseKeyReference(ARN);
  if (parsed === undefined) throw new Error('it is a reference');
  return parsed;
};
const METADATA = {
  KeyMetadata: { KeyId: '1b2c', Arn: ARN, KeyManager: 'CUSTOMER', CreationDate: new Date('2026-01-01T00:00:00Z') },
};
const asked = (replies: Replies) => {
  const { aws, timesOf } = fakeAws(replies);
  return { ...askKms(aws), timesOf };
};

it('what KMS tells is given', async () => {
  const { keys, unanswered } = asked({ DescribeKey: METADATA });
  expect(await keys.key(reference())).toMatchObject({ kind: 'found', key: { id: '1b2c', manager: 'CUSTOMER' } });
  expect(unanswered()).toEqual([]);
});

it('a key is asked for once', async () => {
  const { keys, timesOf } = asked({ DescribeKey: METADATA });
  await Promise.all([keys.key(reference()), keys.key(reference())]);
  expect(timesOf('DescribeKey')).toBe(1);
});

it('what KMS refuses is not known, and the check stays complete', async () => {
  const { keys, unanswered } = asked({ DescribeKey: DENIED });
  expect(await keys.key(reference())).toEqual({
    kind: 'refused',
    because: 'kms:DescribeKey is denied',
    remedy: 'Allow kms:DescribeKey to the role of the rule, in its own policy and in the key policy',
    notYetKnown: {},
  });
  expect(unanswered()).toEqual([]);
});

it('what stays unanswered is not known, and told once', async () => {
  const { keys, unanswered } = asked({ GetKeyRotationStatus: THROTTLED });
  const key = aKey({ arn: ARN });
  const because =
    'AWS gave no answer: kms:GetKeyRotationStatus failed for key arn:aws:kms:eu-west-1:111122223333:key/1b2c: ThrottlingException: as AWS words it';
  expect(await keys.answer(key, 'rotation')).toEqual({ kind: 'refused', because, notYetKnown: {} });
  await keys.answer(key, 'rotation');
  expect(unanswered()).toEqual([`${because}.`]);
});

it('whoever stops it is told so, and nothing more is asked', async () => {
  const { aws, timesOf } = fakeAws({ DescribeKey: METADATA }, { reads: { abortSignal: AbortSignal.abort() } });
  const { keys, unanswered } = askKms(aws);
  expect(await keys.key(reference())).toEqual({ kind: 'refused', because: 'the check was stopped', notYetKnown: {} });
  expect(unanswered()).toEqual(['The check was stopped.']);
  expect(timesOf('DescribeKey')).toBe(0);
});

it('a defect of our own is thrown', async () => {
  const { aws } = fakeAws({}, { keysIn: () => Promise.reject(new TypeError('it is a defect')) });
  await expect(askKms(aws).keys.key(reference())).rejects.toThrow('it is a defect');
});
