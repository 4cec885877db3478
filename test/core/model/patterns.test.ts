import { coversPattern, matchesPattern, matchTag } from '../../../lambda/core/model/tags.ts';

describe('matchesPattern', () => {
  it.each([
    { pattern: 'prod', text: 'prod', expected: true },
    { pattern: 'prod', text: 'production', expected: false },
    { pattern: 'prod', text: 'a-prod', expected: false },
    { pattern: 'Prod', text: 'prod', expected: false },
    { pattern: '', text: '', expected: true },
    { pattern: '', text: 'a', expected: false },
    { pattern: 'a', text: '', expected: false },
    { pattern: '*', text: '', expected: true },
    { pattern: '*', text: 'anything at all', expected: true },
    { pattern: '**', text: '', expected: true },
    { pattern: '?', text: '', expected: false },
    { pattern: '?', text: 'a', expected: true },
    { pattern: '?', text: 'ab', expected: false },
    { pattern: '?', text: '😀', expected: true },
    { pattern: '??', text: '😀', expected: false },
    { pattern: '*?', text: '', expected: false },
    { pattern: '*?', text: 'a', expected: true },
    { pattern: 'alias/prod-*-appflow', text: 'alias/prod-lake-appflow', expected: true },
    { pattern: 'alias/prod-*-appflow', text: 'alias/prod--appflow', expected: true },
    { pattern: 'alias/prod-*-appflow', text: 'alias/prod-appflow', expected: false },
    { pattern: 'alias/prod-*-appflow', text: 'alias/prod-lake-appflow-2', expected: false },
    { pattern: 'alias/prod-*-appflow', text: 'alias/prod-a-appflow-b-appflow', expected: true },
    { pattern: '*b*b', text: 'abab', expected: true },
    { pattern: '*ab', text: 'aab', expected: true },
    { pattern: 'a*', text: 'a', expected: true },
    { pattern: 'a*', text: 'ba', expected: false },
    { pattern: 'a*b?d*f', text: 'axxbdxf', expected: false },
    { pattern: 'a*b?d*f', text: 'axxbcdxf', expected: true },
    { pattern: 'a.c', text: 'abc', expected: false },
    { pattern: '[ab]', text: 'a', expected: false },
    { pattern: 'a\\*', text: 'a\\b', expected: true },
    { pattern: 'a|b', text: 'a', expected: false },
    { pattern: '*\n*', text: 'a\nb', expected: true },
  ])('says $expected of pattern "$pattern" and text "$text"', ({ pattern, text, expected }) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it('comes to an end with many stars on a long text', () => {
    expect(matchesPattern(`${'*a'.repeat(120)}b`, 'a'.repeat(256))).toBe(false);
    expect(matchesPattern(`${'*a'.repeat(120)}*`, 'a'.repeat(256))).toBe(true);
  });
});

describe('coversPattern', () => {
  it.each([
    { pattern: 'role/etl', text: 'role/etl', expected: true },
    { pattern: 'role/etl', text: 'role/Etl', expected: false },
    { pattern: 'role/*', text: 'role/etl', expected: true },
    { pattern: 'role/*', text: 'role/*', expected: true },
    { pattern: '*', text: '*', expected: true },
    { pattern: '*', text: 'role/*-x*', expected: true },
    { pattern: 'role/?', text: 'role/*', expected: false },
    { pattern: 'role/?*', text: 'role/*', expected: false },
    { pattern: '?', text: '*', expected: false },
    { pattern: 'role/?', text: 'role/a', expected: true },
    { pattern: 'role/?', text: 'role/?', expected: true },
    { pattern: 'role/a', text: 'role/?', expected: false },
    { pattern: 'role/etl', text: 'role/*', expected: false },
    { pattern: 'role/etl*', text: 'role/*', expected: false },
    { pattern: 'role/etl*', text: 'role/etl*x', expected: true },
    { pattern: 'role/*-x', text: 'role/a*-x', expected: true },
    { pattern: 'role/*-x', text: 'role/a*', expected: false },
    { pattern: 'a*b?d*f', text: 'a*b?d*f', expected: true },
    { pattern: 'a*b?d*f', text: 'a*b*d*f', expected: false },
  ])('says $expected of pattern "$pattern" and text "$text"', ({ pattern, text, expected }) => {
    expect(coversPattern(pattern, text)).toBe(expected);
  });
});

describe('matchTag', () => {
  const tags = new Map([
    ['Owner', 'data-platform'],
    ['Empty', ''],
  ]);

  it.each([
    { name: 'met by a tag of any value', condition: { key: 'Owner' }, expected: 'met' },
    { name: 'met by a tag of an empty value', condition: { key: 'Empty' }, expected: 'met' },
    { name: 'missing where there is no such tag', condition: { key: 'CostCenter' }, expected: 'missing' },
    { name: 'missing where only the case differs', condition: { key: 'owner' }, expected: 'missing' },
    { name: 'missing whatever value is wanted', condition: { key: 'CostCenter', values: ['*'] }, expected: 'missing' },
    { name: 'met by the second value', condition: { key: 'Owner', values: ['crm', 'data-platform'] }, expected: 'met' },
    { name: 'met by a pattern', condition: { key: 'Owner', values: ['data-*'] }, expected: 'met' },
    { name: 'refused for another value', condition: { key: 'Owner', values: ['data'] }, expected: 'value-not-allowed' },
    {
      name: 'refused where no value is allowed',
      condition: { key: 'Owner', values: [] },
      expected: 'value-not-allowed',
    },
  ])('a condition is $name', ({ condition, expected }) => {
    expect(matchTag(condition, tags)).toBe(expected);
  });
});
