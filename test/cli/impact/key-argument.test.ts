import { KeyArgumentError, parseKeyArgument } from '../../../cli/impact/key-argument.ts';

const WHERE = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };

describe('KEY', () => {
  it.each([
    'arn:aws:kms:us-east-1:444455556666:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
    'arn:aws:kms:us-east-1:444455556666:key/mrk-1f2e3d4c5b6a49788796a5b4c3d2e1f0',
    'arn:aws:kms:us-east-1:444455556666:alias/lake',
  ])('may be %s, whatever is read', (arn) => {
    const expected = { partition: 'aws', account: '444455556666', region: 'us-east-1', arn };
    expect(parseKeyArgument(arn)).toMatchObject(expected);
    expect(parseKeyArgument(arn, WHERE)).toMatchObject(expected);
  });

  it.each([
    [
      '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
    ],
    [
      'mrk-1f2e3d4c5b6a49788796a5b4c3d2e1f0',
      'arn:aws:kms:eu-west-1:111122223333:key/mrk-1f2e3d4c5b6a49788796a5b4c3d2e1f0',
    ],
    ['alias/team/lake', 'arn:aws:kms:eu-west-1:111122223333:alias/team/lake'],
  ])('may be %s of the one place that is read', (text, arn) => {
    expect(parseKeyArgument(text, WHERE).arn).toBe(arn);
  });

  it('must be an ARN where several places are read', () => {
    expect(() => parseKeyArgument('alias/lake')).toThrow(
      new KeyArgumentError(
        'KEY "alias/lake" names a key in every account and Region that is read: give its ARN, or read one place only',
      ),
    );
  });

  it.each(['lake', '', 'arn:aws:s3:::lake', 'arn:aws:kms:eu-west-1:111122223333:key/', 'alias/', 'alias/a b', 'key/x'])(
    'may not be %p',
    (text) => {
      for (const where of [WHERE, undefined]) {
        expect(() => parseKeyArgument(text, where)).toThrow(
          new KeyArgumentError(
            `KEY "${text}" must be the ARN of a KMS key or alias, a key id such as 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d, or alias/NAME`,
          ),
        );
      }
    },
  );

  it.each(['alias/aws/appflow', 'arn:aws:kms:eu-west-1:111122223333:alias/aws/s3'])(
    'may not be %s, which is not the caller’s to disable',
    (text) => {
      expect(() => parseKeyArgument(text, WHERE)).toThrow(
        new KeyArgumentError(
          `KEY "${text}" is the alias of a key that AWS manages: nobody can disable or delete that key`,
        ),
      );
    },
  );
});
