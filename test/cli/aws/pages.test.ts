import { pagesOf } from '../../../cli/aws/pages.ts';

it('are asked for with the token of the page before, until one names none or an empty one', async () => {
  const asked: (string | undefined)[] = [];
  const pages = [{ NextToken: 'a' }, { NextToken: 'b' }, { NextToken: '' }, { NextToken: 'never' }];
  const seen: object[] = [];
  const listing = pagesOf(async (token) => {
    asked.push(token);
    return pages[asked.length - 1] ?? {};
  });
  for await (const page of listing) seen.push(page);
  expect(asked).toEqual([undefined, 'a', 'b']);
  expect(seen).toEqual([{ NextToken: 'a' }, { NextToken: 'b' }, { NextToken: '' }]);
});
