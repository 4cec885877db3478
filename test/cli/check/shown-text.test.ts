import { shownText } from '../../../cli/check/shown-text.ts';

it.each([
  [
    'arn:aws:kms:xx-unknown-1:000000000000:alias/lake is not there',
    'arn:aws:kms:REGION:ACCOUNT:alias/lake is not there',
  ],
  ['account 000000000000 decides', 'the account of the deployment decides'],
  [
    'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-000000000000',
    'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-000000000000',
  ],
  ['a line\nbreak', 'a line\uFFFDbreak'],
])('%j is shown as %j', (text, shown) => {
  expect(shownText(text)).toBe(shown);
});
