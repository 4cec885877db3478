import { repeatedMembers } from '../../../lambda/core/model/duplicate-members.ts';

describe('a JSON text gives a member twice', () => {
  it.each([
    { name: 'side by side', json: '{"a":1,"a":2}', expected: ['a'] },
    { name: 'with others between', json: '{"a":1,"b":{"c":[{}]},"a":2}', expected: ['a'] },
    { name: 'with blanks before the colon', json: '{"a" :1,"a"\n:2}', expected: ['a'] },
    { name: 'once with an escape', json: '{"a":1,"\\u0061":2}', expected: ['a'] },
    { name: 'with a quote in its name', json: '{"\\"":1,"\\"":2}', expected: ['"'] },
    { name: 'that ends in a backslash', json: '{"\\\\":1,"\\\\":2}', expected: ['\\'] },
    { name: 'in an object in a list', json: '[{},{"a":1},{"a":1,"a":2}]', expected: ['a'] },
    { name: 'after an object that has it, too', json: '{"a":{"a":{"a":1}},"b":2,"a":3}', expected: ['a'] },
    { name: 'three times, which is told once', json: '{"a":1,"a":2,"a":3}', expected: ['a'] },
    { name: 'as it does another one', json: '{"b":1,"a":{"c":1,"c":2},"b":2}', expected: ['c', 'b'] },
  ])('$name', ({ json, expected }) => {
    expect(repeatedMembers(json)).toEqual(expected);
  });
});

describe('a JSON text gives every member once', () => {
  it.each([
    { name: 'no object', json: '["a","a"]' },
    { name: 'a text', json: '"a"' },
    { name: 'an empty object', json: '{}' },
    { name: 'different members', json: '{"a":1,"b":2,"aa":3}' },
    { name: 'members that differ in case', json: '{"Effect":1,"effect":2}' },
    { name: 'the same member in two objects', json: '[{"a":1},{"a":2}]' },
    { name: 'the same member in an object of an object', json: '{"a":{"a":1}}' },
    { name: 'values like names', json: '{"a":"a","b":["a","a"]}' },
    { name: 'a value that looks like a member', json: '{"a":"\\"a\\":1","b":"{\\"a\\":1"}' },
    { name: 'braces in a value', json: '{"a":"}{","b":"{"}' },
  ])('$name', ({ json }) => {
    expect(repeatedMembers(json)).toEqual([]);
  });
});

it('names that count as the same are repeated', () => {
  expect(repeatedMembers('{"Effect":1,"effect":2}', (name) => name.toLowerCase())).toEqual(['effect']);
});
