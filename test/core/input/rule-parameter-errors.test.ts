import {
  InvalidParametersError,
  type ParameterName,
  parseRuleParameters,
  RULE_PARAMETERS,
} from '../../../lambda/core/input/rule-parameters.ts';
import { parameters } from '../../builders/parameters.ts';

/** Which they are, and in which order, rule-parameters.test.ts says. */
const ALL_NAMES = RULE_PARAMETERS.map(({ name }) => name).join(', ');
const FLAG = 'must be true or false';
const DAYS = 'must be a whole number from 90 to 2560';
const COUNT = 'must be a whole number from 1';
const ROLE = 'must be the name of an IAM role without its path: 1 to 64 letters, digits or _+=,.@-';
const ACCOUNT = 'must be an account id of 12 digits';
const EMPTY_ITEM = 'it has an empty item: remove the comma too many';
const EMPTY_VALUE = 'a value is empty: write Key for any value, or Key=value1|value2';
const NO_TAG_KEY = 'must be a tag key, without =, | or comma';

/** What the error lists; none where the text is fine. */
const problemsOf = (text: string): readonly string[] => {
  try {
    parseRuleParameters(text);
  } catch (error) {
    if (error instanceof InvalidParametersError) return error.problems;
    throw error;
  }
  return [];
};

describe('a name that is given twice', () => {
  it.each([
    { name: 'with two values', text: '{"requireRotation":"true","requireRotation":"false"}' },
    { name: 'with the same value', text: '{"requireRotation":"true", "requireRotation" : "true"}' },
    { name: 'once in escapes', text: '{"requireRotation":"true","\\u0072equireRotation":"true"}' },
    { name: 'three times', text: '{"requireRotation":"true","requireRotation":"","requireRotation":"false"}' },
  ])('is refused: $name', ({ text }) => {
    expect(problemsOf(text)).toEqual(['"requireRotation" is given twice: give it once']);
  });

  it('is not seen in what a value says', () => {
    expect(problemsOf('{"keyAliasPattern":"\\"exemptionTag\\":","exemptionTag":"keyAliasPattern"}')).toEqual([]);
  });
});

describe('a bad value is refused', () => {
  const cases: readonly { readonly name: ParameterName; readonly text: string; readonly problem: string }[] = [
    { name: 'requiredKeyTags', text: 'Owner,', problem: EMPTY_ITEM },
    { name: 'requiredKeyTags', text: ' ', problem: EMPTY_ITEM },
    { name: 'requiredKeyTags', text: 'Owner,,Stage,', problem: EMPTY_ITEM },
    { name: 'requiredKeyTags', text: '=PII', problem: 'item "=PII": the tag key is empty' },
    { name: 'requiredKeyTags', text: 'Owner=', problem: `item "Owner=": ${EMPTY_VALUE}` },
    { name: 'requiredKeyTags', text: 'Owner=a||b', problem: `item "Owner=a||b": ${EMPTY_VALUE}` },
    { name: 'requiredKeyTags', text: 'a|b=c', problem: `item "a|b=c": ${NO_TAG_KEY}` },
    { name: 'requiredKeyTags', text: 'a|b', problem: `item "a|b": ${NO_TAG_KEY}` },
    {
      name: 'requiredKeyTags',
      text: 'Owner=a,Stage,Owner=b',
      problem: 'it names the tag "Owner" twice: join its values with |',
    },
    { name: 'matchingTags', text: 'Stage, ,Owner', problem: EMPTY_ITEM },
    { name: 'matchingTags', text: 'Stage=prod', problem: `item "Stage=prod": ${NO_TAG_KEY}` },
    { name: 'matchingTags', text: 'Stage,Stage,Stage', problem: 'it names the tag "Stage" twice: once is enough' },
    { name: 'requireRotation', text: 'yes', problem: FLAG },
    { name: 'requireRotation', text: 'True', problem: FLAG },
    { name: 'requireRotation', text: ' true', problem: FLAG },
    { name: 'maxRotationPeriodInDays', text: '89', problem: DAYS },
    { name: 'maxRotationPeriodInDays', text: '2561', problem: DAYS },
    { name: 'maxRotationPeriodInDays', text: '365.5', problem: DAYS },
    { name: 'maxRotationPeriodInDays', text: '3e2', problem: DAYS },
    { name: 'maxRotationPeriodInDays', text: '-365', problem: DAYS },
    { name: 'maxRotationPeriodInDays', text: '365 days', problem: DAYS },
    { name: 'maxRotationPeriodInDays', text: 'about 365', problem: DAYS },
    { name: 'nonRotatableKeys', text: 'ondemand', problem: 'must be reject, onDemand or allow' },
    { name: 'checkKeyPolicy', text: '1', problem: FLAG },
    { name: 'maxFlowsPerKey', text: '0', problem: COUNT },
    { name: 'maxFlowsPerKey', text: '-1', problem: COUNT },
    { name: 'maxFlowsPerKey', text: '1.5', problem: COUNT },
    { name: 'allowedKeyAccounts', text: '4444', problem: `item "4444": ${ACCOUNT}` },
    { name: 'allowedKeyAccounts', text: '4444555566667', problem: `item "4444555566667": ${ACCOUNT}` },
    { name: 'allowedKeyAccounts', text: '444455556666,x44455556666', problem: `item "x44455556666": ${ACCOUNT}` },
    { name: 'allowedKeyAccounts', text: '444455556666;', problem: `item "444455556666;": ${ACCOUNT}` },
    { name: 'allowedKeyAccounts', text: ',444455556666', problem: EMPTY_ITEM },
    { name: 'checkConnectorProfiles', text: 'no', problem: FLAG },
    { name: 'keyUsers', text: 'a b', problem: 'item "a b": must have no blank inside' },
    {
      name: 'keyUsers',
      text: '*,arn:aws:iam::1:role/x arn:aws:iam::1:role/y',
      problem: 'item "arn:aws:iam::1:role/x arn:aws:iam::1:role/y": must have no blank inside',
    },
    { name: 'keyUsers', text: '*,,*', problem: EMPTY_ITEM },
    { name: 'keyDuties', text: 'Separated', problem: 'must be any, separated or strict' },
    { name: 'flowTagFilter', text: 'Stage=prod,', problem: EMPTY_ITEM },
    { name: 'exemptionTag', text: 'ExemptUntil=2027-01-01', problem: NO_TAG_KEY },
    { name: 'exemptionTag', text: 'A,B', problem: NO_TAG_KEY },
    { name: 'exemptionTag', text: '  ', problem: 'the tag key is empty' },
    { name: 'unverified', text: 'COMPLIANT', problem: 'must be NON_COMPLIANT or NOT_APPLICABLE' },
    { name: 'keyAccountRoleName', text: 'team/KeyReader', problem: ROLE },
    { name: 'keyAccountRoleName', text: 'arn:aws:iam::444455556666:role/KeyReader', problem: ROLE },
    { name: 'executionRoleName', text: 'Key Reader', problem: ROLE },
    { name: 'executionRoleName', text: 'Lesezugriff-Schlüssel', problem: ROLE },
  ];

  it.each(cases)('$name "$text"', ({ name, text, problem }) => {
    expect(problemsOf(JSON.stringify({ [name]: text }))).toEqual([`${name} is "${text}": ${problem}`]);
  });

  it.each([
    {
      name: 'keyAliasPattern',
      text: 'a'.repeat(257),
      problem: `"${'a'.repeat(79)}…": must have at most 256 characters`,
    },
    {
      name: 'exemptionTag',
      text: 'k'.repeat(129),
      problem: `"${'k'.repeat(79)}…": a tag key has at most 128 characters`,
    },
    {
      name: 'keyUsers',
      text: `*,${'u'.repeat(257)}`,
      problem: `"*,${'u'.repeat(77)}…": item "${'u'.repeat(79)}…": must have at most 256 characters`,
    },
    { name: 'executionRoleName', text: 'R'.repeat(65), problem: `"${'R'.repeat(65)}": ${ROLE}` },
    {
      name: 'flowTagFilter',
      text: `Stage=a|${'v'.repeat(257)}`,
      problem: `"Stage=a|${'v'.repeat(71)}…": item "Stage=a|${'v'.repeat(71)}…": a tag value has at most 256 characters`,
    },
  ])('a $name that is too long, of which the beginning is shown', ({ name, text, problem }) => {
    expect(problemsOf(JSON.stringify({ [name]: text }))).toEqual([`${name} is ${problem}`]);
  });
});

describe('parameters are refused', () => {
  it.each([
    {
      name: 'no JSON',
      text: 'requireRotation=true',
      problem: 'requireRotation=true is not a JSON object of names and texts',
    },
    { name: 'a list', text: '["a"]', problem: '["a"] is not a JSON object of names and texts' },
    { name: 'null', text: 'null', problem: 'null is not a JSON object of names and texts' },
    { name: 'a number', text: '12', problem: '12 is not a JSON object of names and texts' },
    {
      name: 'a long text',
      text: 'x'.repeat(81),
      problem: `${'x'.repeat(79)}… is not a JSON object of names and texts`,
    },
    {
      name: 'an object as value',
      text: '{"matchingTags":{"a":1}}',
      problem: 'matchingTags is {"a":1}: must be text',
    },
    { name: 'a list as value', text: '{"matchingTags":["a"]}', problem: 'matchingTags is ["a"]: must be text' },
    { name: 'null as value', text: '{"matchingTags":null}', problem: 'matchingTags is null: must be text' },
    {
      name: 'a long object as value',
      text: `{"matchingTags":["${'x'.repeat(90)}"]}`,
      problem: `matchingTags is ["${'x'.repeat(77)}…: must be text`,
    },
    {
      name: 'a name in another case',
      text: '{"RequireRotation":"true"}',
      problem: '"RequireRotation" is unknown: write requireRotation',
    },
    {
      name: 'an unknown name, even of an empty value',
      text: '{"rotation":""}',
      problem: `"rotation" is unknown: the parameters are ${ALL_NAMES}`,
    },
  ])('$name', ({ text, problem }) => {
    expect(problemsOf(text)).toEqual([problem]);
  });

  it.each([{ name: '__proto__' }, { name: 'toString' }, { name: 'constructor' }])('the name $name', ({ name }) => {
    expect(problemsOf(`{"${name}":"x"}`)).toEqual([
      expect.stringContaining(`"${name}" is unknown: the parameters are `),
    ]);
  });

  it('together, above the limit of AWS Config', () => {
    const room = 1024 - '{"allowedKeyAccounts":""}'.length;
    const accounts = '444455556666,'.repeat(100).slice(0, room - 12);
    const fitting = `{"allowedKeyAccounts":"${accounts.slice(0, accounts.lastIndexOf(',') + 1)}444455556666"}`;
    const padding = ' '.repeat(1024 - fitting.length);
    expect(problemsOf(`${fitting}${padding}`)).toEqual([]);
    expect(problemsOf(`${fitting}${padding} `)).toEqual([
      'together they have 1025 characters: at most 1024 are allowed',
    ]);
  });

  it('above the limit and as no JSON', () => {
    expect(problemsOf('x'.repeat(1025))).toEqual([
      'together they have 1025 characters: at most 1024 are allowed',
      `${'x'.repeat(79)}… is not a JSON object of names and texts`,
    ]);
  });
});

it('one error lists every problem', () => {
  const parse = () =>
    parameters({
      requiredKeyTags: 'Owner=,bad|key,Owner=',
      requireRotation: 'perhaps',
      maxRotationPeriodInDays: '30',
      ...{ Rotation: 'x' },
    });
  expect(parse).toThrow(InvalidParametersError);
  expect(parse).toThrow(
    `The rule parameters are not valid, nothing was evaluated: "Rotation" is unknown: the parameters are ${ALL_NAMES}; ` +
      'requiredKeyTags is "Owner=,bad|key,Owner=": item "Owner=": a value is empty: write Key for any value, or Key=value1|value2; ' +
      'requiredKeyTags is "Owner=,bad|key,Owner=": item "bad|key": must be a tag key, without =, | or comma; ' +
      'requireRotation is "perhaps": must be true or false; ' +
      'maxRotationPeriodInDays is "30": must be a whole number from 90 to 2560.',
  );
  expect(new InvalidParametersError(['it is wrong']).name).toBe('InvalidParametersError');
});
