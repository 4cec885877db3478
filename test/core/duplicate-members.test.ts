import { repeatsMember } from '../../lambda/core/duplicate-members.ts';

describe('a JSON text gives a member twice', () => {
  it.each([
    { name: 'side by side', json: '{"a":1,"a":2}' },
    { name: 'with others between', json: '{"a":1,"b":{"c":[{}]},"a":2}' },
    { name: 'in another case', json: '{"Effect":1,"effect":2}' },
    { name: 'with blanks before the colon', json: '{"a" :1,"a"\n:2}' },
    { name: 'once with an escape', json: '{"a":1,"\\u0061":2}' },
    { name: 'with a quote in its name', json: '{"\\"":1,"\\"":2}' },
    { name: 'that ends in a backslash', json: '{"\\\\":1,"\\\\":2}' },
    { name: 'in an object in a list', json: '[{},{"a":1},{"a":1,"a":2}]' },
    { name: 'after an object that has it, too', json: '{"a":{"a":{"a":1}},"b":2,"a":3}' },
  ])('$name', ({ json }) => {
    expect(repeatsMember(json)).toBe(true);
  });
});

describe('a JSON text gives every member once', () => {
  it.each([
    { name: 'no object', json: '["a","a"]' },
    { name: 'a text', json: '"a"' },
    { name: 'an empty object', json: '{}' },
    { name: 'different members', json: '{"a":1,"b":2,"aa":3}' },
    { name: 'the same member in two objects', json: '[{"a":1},{"a":2}]' },
    { name: 'the same member in an object of an object', json: '{"a":{"a":1}}' },
    { name: 'values like names', json: '{"a":"a","b":["a","a"]}' },
    { name: 'a value that looks like a member', json: '{"a":"\\"a\\":1","b":"{\\"a\\":1"}' },
    { name: 'braces in a value', json: '{"a":"}{","b":"{"}' },
  ])('$name', ({ json }) => {
    expect(repeatsMember(json)).toBe(false);
  });
});
