import { parseRuleParameters, RULE_PARAMETERS } from '../../lambda/core/rule-parameters.ts';
import { admits } from './evaluate-template.ts';
import { at, definitionFiles, type JsonObject, objectIn, readDefinition } from './read-definition.ts';
import { ruleFiles, templateName } from './rule-files.ts';

const parametersOf = (file: string): JsonObject => objectIn(at(readDefinition(file), 'Parameters'));
const parameterOf = (file: string, name: string): JsonObject => objectIn(at(parametersOf(file), name));

describe.each(ruleFiles)('%s', (file) => {
  it.each(RULE_PARAMETERS)('offers $name and says what it means', ({ name, meaning }) => {
    expect(parameterOf(file, templateName(name))['Description']).toContain(meaning);
  });

  it.each(RULE_PARAMETERS)('defines $name as every other file does', ({ name }) => {
    const { Default: here, ...definition } = parameterOf(file, templateName(name));
    const { Default: there, ...expected } = parameterOf('rule-only.yaml', templateName(name));
    expect(definition).toEqual(expected);
    // The one default that differs: a central function is of no use without a role in the members.
    const central = file.startsWith('organization-') && name === 'executionRoleName';
    expect(here).toBe(central ? 'appflow-flow-cmk-member' : there);
  });

  it('leaves every default of the rule as the function has it', () => {
    const defaults = RULE_PARAMETERS.map(({ name }) => [
      name,
      parameterOf('rule-only.yaml', templateName(name))['Default'],
    ]);
    expect(parseRuleParameters(JSON.stringify(Object.fromEntries(defaults)))).toEqual(parseRuleParameters(undefined));
  });
});

describe('template.yaml, the whole stack', () => {
  it.each([...RULE_PARAMETERS.map(({ name }) => templateName(name)), 'RuleName', 'SweepFrequency', 'KeyChangeTrigger'])(
    'defines %s as the files here do',
    (name) => {
      expect(parameterOf('../template.yaml', name)).toEqual(parameterOf('rule-only.yaml', name));
    },
  );
});

describe.each(definitionFiles)('%s', (file) => {
  it.each(Object.keys(parametersOf(file)))('describes and bounds %s', (name) => {
    const definition = parameterOf(file, name);
    expect(String(definition['Type'])).toMatch(/^(String|CommaDelimitedList)$/);
    expect(String(definition['Description']).length).toBeGreaterThan(15);
    expect(
      'AllowedValues' in definition || ('AllowedPattern' in definition && 'ConstraintDescription' in definition),
    ).toBe(true);
  });
});

describe('the name of the rule', () => {
  it.each([
    { file: 'rule-only.yaml', longest: 64 },
    { file: 'stack-set.yaml', longest: 64 },
    // "-non-compliant" follows in the name of the saved query.
    { file: 'aggregator-query.yaml', longest: 50 },
    // "OrgConfigRule-" and an ending such as "-dbgzf8ba" are put around it in a member account.
    { file: 'organization-rule.yaml', longest: 41 },
  ])('is appflow-flow-cmk in $file and at most $longest characters long', ({ file, longest }) => {
    expect(parameterOf(file, 'RuleName')).toMatchObject({ Default: 'appflow-flow-cmk', MaxLength: longest });
  });
});

const texts: readonly { readonly name: string; readonly good: readonly string[]; readonly bad: readonly string[] }[] = [
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
  { name: 'requireRotation', good: ['true', 'false'], bad: ['', 'yes', 'TRUE', ' true'] },
  {
    name: 'maxRotationPeriodInDays',
    good: ['90', '99', '365', '1000', '2560'],
    bad: ['0', '89', '090', '2561', '9000', '365.0', '-90'],
  },
  { name: 'nonRotatableKeys', good: ['reject', 'onDemand', 'allow'], bad: ['', 'ondemand'] },
  { name: 'checkKeyPolicy', good: ['true', 'false'], bad: ['', '1'] },
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
  { name: 'flowTagFilter', good: ['DataClass=PII|Secret*', 'Stage=prod'], bad: ['DataClass=PII,', '=', 'a"b'] },
  {
    name: 'exemptionTag',
    good: ['EncryptionExemptUntil', 'exempt until'],
    bad: ['a,b', 'a=b', 'a|b', 'x'.repeat(129)],
  },
  { name: 'unverified', good: ['NON_COMPLIANT', 'NOT_APPLICABLE'], bad: ['', 'COMPLIANT'] },
  {
    name: 'keyAccountRoleName',
    good: ['appflow-flow-cmk-keys', 'x'.repeat(64)],
    bad: ['team/keys', 'arn:aws:iam::111122223333:role/x', 'x'.repeat(65)],
  },
  { name: 'executionRoleName', good: ['appflow-flow-cmk-member', 'a_+=,.@-b'], bad: ['/x', 'a b'] },
];

describe('what the templates admit', () => {
  it('is shown for every parameter of the rule', () => {
    expect(texts.map(({ name }) => name)).toEqual(RULE_PARAMETERS.map(({ name }) => name));
  });

  it.each(texts.flatMap(({ name, good }) => good.map((text) => ({ name, text }))))(
    '$name takes $text, and so does the function',
    ({ name, text }) => {
      expect(admits(parameterOf('rule-only.yaml', templateName(name)), text)).toBe(true);
      expect(() => parseRuleParameters(JSON.stringify({ [name]: text }))).not.toThrow();
    },
  );

  it.each(texts.flatMap(({ name, bad }) => bad.map((text) => ({ name, text }))))(
    '$name refuses $text',
    ({ name, text }) => {
      expect(admits(parameterOf('rule-only.yaml', templateName(name)), text)).toBe(false);
    },
  );

  it.each(RULE_PARAMETERS.filter(({ name }) => parameterOf('rule-only.yaml', templateName(name))['Default'] === ''))(
    '$name may be left empty',
    ({ name }) => {
      expect(admits(parameterOf('rule-only.yaml', templateName(name)), '')).toBe(true);
    },
  );
});
