import { RULE_PARAMETERS } from '../../lambda/core/input/rule-parameters.ts';
import { deploy } from '../cloudformation/deploy.ts';
import { evaluate } from '../cloudformation/evaluate.ts';
import { at, type Json, listIn, objectIn } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import { refusals } from '../cloudformation/stack.ts';
import { needed, templateName } from './rule-files.ts';

const stackSet = readDefinition('stack-set.yaml');
const wholeStack = readDefinition('../template.yaml');
const ruleParameters = RULE_PARAMETERS.map(({ name }) => templateName(name));
const own = ['TemplateUrl', 'OrganizationalUnitIds', 'Regions', 'CallAs'];

const given = (overrides: Readonly<Record<string, string>> = {}) =>
  deploy(stackSet, { ...needed['stack-set.yaml'], ...overrides });
const properties = (overrides: Readonly<Record<string, string>> = {}): Json =>
  evaluate(at(stackSet, 'Resources', 'StackSet', 'Properties'), given(overrides));

const passed = (overrides: Readonly<Record<string, string>> = {}): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    listIn(at(properties(overrides), 'Parameters')).map((pair) => [
      String(at(pair, 'ParameterKey')),
      at(pair, 'ParameterValue'),
    ]),
  );

const shared = Object.keys(objectIn(at(stackSet, 'Parameters'))).filter((name) => !own.includes(name));

describe('the StackSet', () => {
  it('is managed by the service and reaches accounts that join later', () => {
    expect(properties()).toMatchObject({
      PermissionModel: 'SERVICE_MANAGED',
      CallAs: 'SELF',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      TemplateURL: 'https://example-code.s3.eu-west-1.amazonaws.com/appflow-flow-cmk/template.json',
    });
  });

  it('passes what it is given on, the empty and the full', () => {
    const values = passed({ RequiredKeyTags: 'Owner', Remediation: 'manual' });
    expect(values).toMatchObject({
      RequiredKeyTags: 'Owner',
      Remediation: 'manual',
      MatchingTags: '',
      RequireRotation: 'true',
    });
    expect(Object.keys(values).sort()).toEqual([...shared, 'QuietNativeFindings'].sort());
  });

  it('passes only what the whole stack knows, and everything that it cannot do without', () => {
    const known = objectIn(at(wholeStack, 'Parameters'));
    const required = Object.keys(known).filter((name) => objectIn(at(known, name))['Default'] === undefined);
    expect(Object.keys(passed()).filter((name) => !(name in known))).toEqual([]);
    expect(required.filter((name) => !(name in passed()))).toEqual([]);
  });

  it("leaves AWS Config's own findings to the account that administers Security Hub", () => {
    expect(passed()).toMatchObject({ QuietNativeFindings: 'false' });
  });

  it.each(shared.filter((name) => !ruleParameters.includes(name)))('defines %s as the whole stack does', (name) => {
    const { Default: here, ...definition } = objectIn(at(stackSet, 'Parameters', name));
    const { Default: there, ...expected } = objectIn(at(wholeStack, 'Parameters', name));
    expect(definition).toEqual(expected);
    // A dashboard and alarms cost money in each account and Region, so here they are asked for.
    expect(here).toBe(name === 'Observability' ? 'false' : there);
  });
});

describe('what the StackSet refuses', () => {
  it.each([
    {
      name: 'to tag keys while remediation is off',
      overrides: { RemediationKeyTags: 'Owner=data' },
      about: 'RemediationKeyTags',
    },
    {
      name: 'to enable keys while remediation is off',
      overrides: { RemediationEnableDisabledKey: 'true' },
      about: 'RemediationEnableDisabledKey',
    },
    {
      name: 'to stop flows while remediation is off',
      overrides: { RemediationQuarantineFlow: 'true' },
      about: 'RemediationQuarantineFlow',
    },
    {
      name: 'to stop flows without a person',
      overrides: { Remediation: 'automatic', RemediationQuarantineFlow: 'true' },
      about: 'RemediationQuarantineFlow',
    },
    {
      name: 'to replace tags that it does not name',
      overrides: { Remediation: 'manual', RemediationReplaceTagValues: 'true' },
      about: 'RemediationReplaceTagValues',
    },
  ])('is $name', ({ overrides, about }) => {
    const messages = refusals(given(overrides));
    expect(messages).toHaveLength(1);
    expect(String(messages[0])).toContain(about);
    expect(String(messages[0])).toMatch(/\. (Set|Fill) [A-Z]/);
  });

  it('is what the whole stack refuses too, in the same words', () => {
    const assertionsOf = (template: Json): readonly string[] =>
      Object.values(objectIn(at(template, 'Rules'))).flatMap((rule) =>
        listIn(at(rule, 'Assertions')).map((assertion) => JSON.stringify([at(rule, 'RuleCondition'), assertion])),
      );
    const refusedByTheStack = assertionsOf(wholeStack);
    expect(assertionsOf(stackSet).filter((assertion) => !refusedByTheStack.includes(assertion))).toEqual([]);
  });
});

describe('a Region of another partition', () => {
  it.each([
    { region: 'us-gov-west-1', url: 'https://code.s3.us-gov-west-1.amazonaws.com/appflow-flow-cmk/template.json' },
    { region: 'cn-north-1', url: 'https://code.s3.cn-north-1.amazonaws.com.cn/appflow-flow-cmk/template.json' },
    { region: 'eusc-de-east-1', url: 'https://code.s3.eusc-de-east-1.amazonaws.eu/appflow-flow-cmk/template.json' },
  ])('is taken: $region', ({ region, url }) => {
    expect(properties({ Regions: region, TemplateUrl: url })).toMatchObject({ TemplateURL: url });
  });
});
