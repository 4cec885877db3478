import { shownText } from '../../../cli/check/shown-text.ts';

describe('what stands in for an unknown account', () => {
  it.each([
    { name: 'says so in an ARN', text: 'arn:aws:iam::000000000000:root', shown: 'arn:aws:iam::ACCOUNT:root' },
    {
      name: 'says so in a sentence',
      text: 'account 000000000000 may not own it',
      shown: 'the account of the deployment may not own it',
    },
    {
      name: 'is left alone as a part of the id of a key',
      text: 'key 1b2c3d4e-0000-4000-8aaa-000000000000 is disabled',
      shown: 'key 1b2c3d4e-0000-4000-8aaa-000000000000 is disabled',
    },
  ])('$name', ({ text, shown }) => {
    expect(shownText(text)).toBe(shown);
  });
});
