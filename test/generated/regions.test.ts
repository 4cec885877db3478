import { withoutMarks, withRegions } from '../../scripts/generate/regions.ts';

const text = `a: 1 # written by hand
b:
  # begin generated list (npm run generate)
  - old
  # end generated list
c: 3
`;

describe('a place for generated lines', () => {
  it('is filled at its indentation, and everything around it stays', () => {
    expect(withRegions(text, { list: () => ['- new', '', '- newer'] })).toBe(`a: 1 # written by hand
b:
  # begin generated list (npm run generate)
  - new

  - newer
  # end generated list
c: 3
`);
  });

  it('is filled the same again', () => {
    const once = withRegions(text, { list: () => ['- new'] });
    expect(withRegions(once, { list: () => ['- new'] })).toBe(once);
  });

  it('may be empty', () => {
    expect(withRegions(text, { list: () => [] })).toContain('(npm run generate)\n  # end generated list\n');
  });

  it('tells how many columns a line may have there', () => {
    expect(withRegions(text, { list: (room) => [`- ${room}`] })).toContain('  - 118\n');
  });

  it('takes dollar signs as they are', () => {
    expect(withRegions(text, { list: () => ["- $& $1 $'"] })).toContain("  - $& $1 $'\n");
  });

  it('stands in Markdown between comments', () => {
    const page =
      'before\n<!-- begin generated table (npm run generate) -->\nold\n<!-- end generated table -->\nafter\n';
    expect(withRegions(page, { table: () => ['| new |'] })).toBe(page.replace('old', '| new |'));
  });

  it('stands in TypeScript after two slashes', () => {
    const code = 'interface A {\n  // begin generated list (npm run generate)\n  // end generated list\n}\n';
    expect(withRegions(code, { list: () => ['readonly b: string;'] })).toBe(
      'interface A {\n  // begin generated list (npm run generate)\n  readonly b: string;\n  // end generated list\n}\n',
    );
  });

  it('must be there', () => {
    expect(() => withRegions(text, { list: () => [], table: () => [] })).toThrow(
      'no place for table: write "begin generated NAME" and "end generated NAME" as comments',
    );
  });

  it('must have an end', () => {
    expect(() => withRegions(text.replace('# end generated list', ''), { list: () => [] })).toThrow(
      'no place for list',
    );
  });

  it('must be known to the generator', () => {
    expect(() => withRegions(text, {})).toThrow('nothing is generated for the place list');
  });
});

it('a text without its marks keeps every other line', () => {
  expect(withoutMarks(text)).toBe('a: 1 # written by hand\nb:\n  - old\nc: 3\n');
});
