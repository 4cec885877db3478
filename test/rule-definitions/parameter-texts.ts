import type { ParameterName } from '../../lambda/core/input/rule-parameters.ts';

/** What the templates take for each parameter of the rule, and what they refuse; the first good text is not the default. */
export const PARAMETER_TEXTS = [
  {
    name: 'requiredKeyTags',
    good: ['Owner', 'Owner,DataClass=PII|Internal', 'Owner , Cost Center=44*', 'Größe=über 90 %', 'Path=a=b'],
    bad: [
      ',',
      'Owner,',
      'Owner=',
      'Owner=a||b',
      '=a',
      'Ow"ner',
      'Owner=a\\',
      'Owner\n',
      'a|b',
      `Owner=${'x'.repeat(900)}`,
    ],
  },
  { name: 'matchingTags', good: ['DataClass', 'DataClass, Team'], bad: [',', 'DataClass=PII', 'a"b', 'a\tb', 'a,,b'] },
  { name: 'requireRotation', good: ['false', 'true'], bad: ['', 'yes', 'TRUE', ' true'] },
  {
    name: 'maxRotationPeriodInDays',
    good: ['90', '99', '365', '1000', '2560'],
    bad: ['0', '89', '090', '2561', '9000', '365.0', '-90'],
  },
  { name: 'nonRotatableKeys', good: ['onDemand', 'allow', 'reject'], bad: ['', 'ondemand'] },
  { name: 'checkKeyPolicy', good: ['false', 'true'], bad: ['', '1'] },
  {
    name: 'keyAliasPattern',
    good: ['alias/prod-*-appflow', '*', 'alias/k?y_1'],
    bad: ['alias/a b', 'alias/"', 'alias/ü', 'a'.repeat(257)],
  },
  {
    name: 'allowedKeyAccounts',
    good: ['444455556666', '444455556666, 777788889999'],
    bad: ['4444', '444455556666,', 'all'],
  },
  { name: 'maxFlowsPerKey', good: ['1', '25', '999999'], bad: ['0', '01', '1000000', '-1', '1.5'] },
  { name: 'checkConnectorProfiles', good: ['true', 'false'], bad: ['', 'no'] },
  { name: 'checkBuckets', good: ['true', 'false'], bad: ['', 'no'] },
  {
    name: 'keyUsers',
    good: [
      'arn:aws:iam::*:role/etl-*',
      'arn:aws:iam::111122223333:root , logs.amazonaws.com,*',
      'arn:aws:iam::111122223333:role/a_+=.@-b',
    ],
    bad: [',', 'a,', 'a b', 'a"b', 'a\\b', 'a\tb', 'x'.repeat(257), `a,${'x'.repeat(257)}`, 'a,'.repeat(450)],
  },
  { name: 'keyDuties', good: ['separated', 'strict', 'any'], bad: ['', 'Strict', 'none'] },
  { name: 'checkKeyUse', good: ['true', 'false'], bad: ['', 'no'] },
  { name: 'flowTagFilter', good: ['DataClass=PII|Secret*', 'Stage=prod'], bad: ['DataClass=PII,', '=', 'a"b'] },
  {
    name: 'exemptionTag',
    good: ['EncryptionExemptUntil', 'exempt until'],
    bad: ['a,b', 'a=b', 'a|b', 'x'.repeat(129)],
  },
  { name: 'unverified', good: ['NOT_APPLICABLE', 'NON_COMPLIANT'], bad: ['', 'COMPLIANT'] },
  {
    name: 'keyAccountRoleName',
    good: ['appflow-flow-cmk-keys', 'x'.repeat(64)],
    bad: ['team/keys', 'arn:aws:iam::111122223333:role/x', 'x'.repeat(65)],
  },
  { name: 'executionRoleName', good: ['appflow-flow-cmk-member', 'a_+=,.@-b'], bad: ['/x', 'a b'] },
] as const satisfies readonly {
  readonly name: ParameterName;
  readonly good: readonly [string, ...string[]];
  readonly bad: readonly string[];
}[];
