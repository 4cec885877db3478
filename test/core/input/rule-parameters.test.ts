import {
  type ParameterName,
  parseRuleParameters,
  RULE_PARAMETERS,
} from '../../../lambda/core/input/rule-parameters.ts';
import { parameters } from '../../builders/parameters.ts';

const DEFAULTS = {
  requiredKeyTags: undefined,
  matchingTags: [],
  requireRotation: true,
  maxRotationPeriodInDays: undefined,
  nonRotatableKeys: 'reject',
  checkKeyPolicy: true,
  keyAliasPattern: undefined,
  allowedKeyAccounts: undefined,
  maxFlowsPerKey: undefined,
  checkConnectorProfiles: false,
  checkBuckets: false,
  keyUsers: undefined,
  keyDuties: 'any',
  checkKeyUse: false,
  flowTagFilter: [],
  exemptionTag: undefined,
  unverified: 'NON_COMPLIANT',
  keyAccountRoleName: undefined,
  executionRoleName: undefined,
};

it('documents the nineteen parameters of the contract, with their values and defaults, in its order', () => {
  expect(RULE_PARAMETERS.map(({ name, accepts, defaultValue }) => [name, accepts, defaultValue ?? 'none'])).toEqual([
    ['requiredKeyTags', 'list of tag conditions', 'any one tag whose key does not start with aws:'],
    ['matchingTags', 'list of tag keys', 'none'],
    ['requireRotation', 'true, false', 'true'],
    ['maxRotationPeriodInDays', '90 to 2560', 'none'],
    ['nonRotatableKeys', 'reject, onDemand, allow', 'reject'],
    ['checkKeyPolicy', 'true, false', 'true'],
    ['keyAliasPattern', 'pattern', 'none'],
    ['allowedKeyAccounts', 'list of account ids (12 digits)', 'any account'],
    ['maxFlowsPerKey', 'whole number from 1', 'none'],
    ['checkConnectorProfiles', 'true, false', 'false'],
    ['checkBuckets', 'true, false', 'false'],
    ['keyUsers', 'list of patterns', 'anybody'],
    ['keyDuties', 'any, separated, strict', 'any'],
    ['checkKeyUse', 'true, false', 'false'],
    ['flowTagFilter', 'list of tag conditions', 'every flow'],
    ['exemptionTag', 'tag key', 'none'],
    ['unverified', 'NON_COMPLIANT, NOT_APPLICABLE', 'NON_COMPLIANT'],
    ['keyAccountRoleName', 'IAM role name', 'none'],
    ['executionRoleName', 'IAM role name', 'none'],
  ]);
});

it('says of each parameter what it means', () => {
  expect(RULE_PARAMETERS.map(({ meaning }) => meaning)).toEqual([
    'Tags that the key must carry',
    'For each of these tags, flow and key must both carry it with the same value',
    'Judge the rotation of the key at all',
    'The longest rotation period allowed, in days',
    'Symmetric keys that KMS cannot rotate automatically (imported, CloudHSM, external key store): refuse them, accept an imported one that was rotated on demand in time, or accept them all',
    'Refuse a key whose policy admits everyone',
    'At least one alias of the key matches, for example alias/prod-*-appflow',
    "Accounts that may own the key; the flow's own account always may",
    'How many flows of the account and Region may share one key',
    'Also require a customer managed key for the secret behind each connector profile of the flow',
    'Also require a customer managed key as the default encryption of each S3 bucket that the flow names: source, destination, error handling, success responses, intermediate',
    'Who may decrypt with the key: every identity that the key policy or a grant lets decrypt must match one of these patterns, such as arn:aws:iam::*:role/etl-*',
    'Whether one principal may both administer the key and decrypt with it: anybody may, only account roots and services may, or not even an account root',
    'Also require that the key was in use when the flow last ran, as far as KMS can tell',
    'Judge only flows that meet all conditions; the others are NOT_APPLICABLE',
    'A flow that carries this tag with a date (YYYY-MM-DD, UTC) of today or later is NOT_APPLICABLE until the end of that day',
    'The verdict where nothing failed but something could not be read for lack of permission',
    "Role assumed in a key's account to read a key of another account",
    "Role assumed in the event's account when that is not the function's own (organization rules)",
  ]);
});

describe('what is absent has its default', () => {
  const everyEmpty = JSON.stringify(Object.fromEntries(Object.keys(DEFAULTS).map((name) => [name, ''])));

  it.each([
    { name: 'no text', text: undefined },
    { name: 'an empty text', text: '' },
    { name: 'an empty object', text: '{}' },
    { name: 'an empty value of each', text: everyEmpty },
  ])('$name', ({ text }) => {
    expect(parseRuleParameters(text)).toEqual(DEFAULTS);
  });
});

describe('a value is read', () => {
  const cases: readonly { readonly name: ParameterName; readonly text: string; readonly expected: unknown }[] = [
    { name: 'requiredKeyTags', text: 'Owner', expected: [{ key: 'Owner' }] },
    {
      name: 'requiredKeyTags',
      text: ' Owner , DataClass=PII|C?|*-x , Stage = a | b ',
      expected: [
        { key: 'Owner' },
        { key: 'DataClass', values: ['PII', 'C?', '*-x'] },
        { key: 'Stage', values: ['a', 'b'] },
      ],
    },
    { name: 'requiredKeyTags', text: 'Query=a=b', expected: [{ key: 'Query', values: ['a=b'] }] },
    { name: 'matchingTags', text: 'DataClass, Stage', expected: ['DataClass', 'Stage'] },
    { name: 'matchingTags', text: 'k'.repeat(128), expected: ['k'.repeat(128)] },
    { name: 'requireRotation', text: 'true', expected: true },
    { name: 'requireRotation', text: 'false', expected: false },
    { name: 'maxRotationPeriodInDays', text: '90', expected: 90 },
    { name: 'maxRotationPeriodInDays', text: '2560', expected: 2560 },
    { name: 'nonRotatableKeys', text: 'reject', expected: 'reject' },
    { name: 'nonRotatableKeys', text: 'onDemand', expected: 'onDemand' },
    { name: 'nonRotatableKeys', text: 'allow', expected: 'allow' },
    { name: 'checkKeyPolicy', text: 'true', expected: true },
    { name: 'checkKeyPolicy', text: 'false', expected: false },
    { name: 'keyAliasPattern', text: 'alias/prod-*-appflow', expected: 'alias/prod-*-appflow' },
    { name: 'keyAliasPattern', text: 'a'.repeat(256), expected: 'a'.repeat(256) },
    { name: 'allowedKeyAccounts', text: '444455556666, 000000000001', expected: ['444455556666', '000000000001'] },
    { name: 'maxFlowsPerKey', text: '1', expected: 1 },
    { name: 'maxFlowsPerKey', text: '5000000', expected: 5_000_000 },
    { name: 'checkConnectorProfiles', text: 'true', expected: true },
    { name: 'checkConnectorProfiles', text: 'false', expected: false },
    { name: 'checkBuckets', text: 'true', expected: true },
    {
      name: 'keyUsers',
      text: ' arn:aws:iam::*:role/etl-* ,*,logs.amazonaws.com, 79a59df900b949e5 ',
      expected: ['arn:aws:iam::*:role/etl-*', '*', 'logs.amazonaws.com', '79a59df900b949e5'],
    },
    { name: 'keyUsers', text: 'u'.repeat(256), expected: ['u'.repeat(256)] },
    { name: 'keyDuties', text: 'any', expected: 'any' },
    { name: 'keyDuties', text: 'separated', expected: 'separated' },
    { name: 'keyDuties', text: 'strict', expected: 'strict' },
    { name: 'checkKeyUse', text: 'true', expected: true },
    { name: 'flowTagFilter', text: 'Stage=prod*', expected: [{ key: 'Stage', values: ['prod*'] }] },
    {
      name: 'flowTagFilter',
      text: `Stage=${'v'.repeat(256)}`,
      expected: [{ key: 'Stage', values: ['v'.repeat(256)] }],
    },
    { name: 'exemptionTag', text: 'ExemptUntil', expected: 'ExemptUntil' },
    { name: 'unverified', text: 'NON_COMPLIANT', expected: 'NON_COMPLIANT' },
    { name: 'unverified', text: 'NOT_APPLICABLE', expected: 'NOT_APPLICABLE' },
    { name: 'keyAccountRoleName', text: 'KeyReader', expected: 'KeyReader' },
    { name: 'keyAccountRoleName', text: 'a_b+c=d,e.f@g-9', expected: 'a_b+c=d,e.f@g-9' },
    { name: 'executionRoleName', text: 'R'.repeat(64), expected: 'R'.repeat(64) },
  ];

  it.each(cases)('$name "$text"', ({ name, text, expected }) => {
    expect(parameters({ [name]: text })).toEqual({ ...DEFAULTS, [name]: expected });
  });

  it('also where Config passes a number or a boolean through', () => {
    expect(parseRuleParameters('{"requireRotation":false,"maxRotationPeriodInDays":180}')).toEqual({
      ...DEFAULTS,
      requireRotation: false,
      maxRotationPeriodInDays: 180,
    });
  });

  it('of several parameters at once', () => {
    expect(parameters({ requireRotation: 'false', exemptionTag: 'ExemptUntil', unverified: 'NOT_APPLICABLE' })).toEqual(
      {
        ...DEFAULTS,
        requireRotation: false,
        exemptionTag: 'ExemptUntil',
        unverified: 'NOT_APPLICABLE',
      },
    );
  });
});
