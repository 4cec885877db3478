import { parseRuleParameters, RULE_PARAMETERS } from '../../lambda/core/input/rule-parameters.ts';
import { admits } from '../cloudformation/deploy.ts';
import { at, type JsonObject, objectIn } from '../cloudformation/json.ts';
import { definitionFiles, readDefinition } from '../cloudformation/read-template.ts';
import { PARAMETER_TEXTS } from './parameter-texts.ts';
import { templateName } from './rule-files.ts';

const parametersOf = (file: string): JsonObject => objectIn(at(readDefinition(file), 'Parameters'));
const parameterOf = (file: string, name: string): JsonObject => objectIn(at(parametersOf(file), name));

it('every default of a template is the one of the function', () => {
  const defaults = RULE_PARAMETERS.map(({ name }) => [
    name,
    parameterOf('rule-only.yaml', templateName(name))['Default'],
  ]);
  expect(parseRuleParameters(JSON.stringify(Object.fromEntries(defaults)))).toEqual(parseRuleParameters(undefined));
});

describe('template.yaml, the whole stack', () => {
  it.each(['RuleName', 'SweepFrequency', 'KeyChangeTrigger'])('defines %s as the files here do', (name) => {
    expect(parameterOf('../template.yaml', name)).toEqual(parameterOf('rule-only.yaml', name));
  });
});

describe.each(definitionFiles)('%s', (file) => {
  it.each(Object.keys(parametersOf(file)))('describes and bounds %s', (name) => {
    const definition = parameterOf(file, name);
    expect(String(definition['Type'])).toMatch(/^(String|CommaDelimitedList|Number)$/);
    expect(String(definition['Description']).length).toBeGreaterThan(15);
    expect(
      'AllowedValues' in definition ||
        ('AllowedPattern' in definition && 'ConstraintDescription' in definition) ||
        ('MinValue' in definition && 'MaxValue' in definition),
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

describe('what the templates admit', () => {
  it('is shown for every parameter of the rule', () => {
    expect(PARAMETER_TEXTS.map(({ name }) => name)).toEqual(RULE_PARAMETERS.map(({ name }) => name));
  });

  it.each(PARAMETER_TEXTS.flatMap(({ name, good }) => good.map((text) => ({ name, text }))))(
    '$name takes $text, and so does the function',
    ({ name, text }) => {
      expect(admits(parameterOf('rule-only.yaml', templateName(name)), text)).toBe(true);
      expect(() => parseRuleParameters(JSON.stringify({ [name]: text }))).not.toThrow();
    },
  );

  it.each(PARAMETER_TEXTS.flatMap(({ name, bad }) => bad.map((text) => ({ name, text }))))(
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
