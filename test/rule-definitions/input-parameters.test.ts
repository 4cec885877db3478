import fc from 'fast-check';
import { parseRuleParameters } from '../../lambda/core/rule-parameters.ts';
import { admits, deploy, evaluate } from './evaluate-template.ts';
import { at, type Json, readDefinition } from './read-definition.ts';
import { inlinePack, needed } from './rule-files.ts';

type Texts = Readonly<Record<string, string>>;

/** What reaches AWS Config as InputParameters, by each way of deployment; the organization rule's is a text. */
const ways: Readonly<Record<string, (overrides: Texts) => Json>> = {
  'rule-only.yaml': (overrides) => {
    const template = readDefinition('rule-only.yaml');
    const given = deploy(template, { ...needed['rule-only.yaml'], ...overrides });
    return evaluate(at(template, 'Resources', 'Rule', 'Properties', 'InputParameters'), given);
  },
  'organization-rule.yaml': (overrides) => JSON.parse(organizationText(overrides)) as Json,
  'conformance-pack.yaml': (overrides) =>
    packInput(readDefinition('conformance-pack.yaml'), { ...needed['conformance-pack.yaml'], ...overrides }),
  'organization-conformance-pack.yaml': (overrides) => {
    const template = readDefinition('organization-conformance-pack.yaml');
    const given = deploy(template, { ...needed['organization-conformance-pack.yaml'], ...overrides });
    const passed = evaluate(
      at(template, 'Resources', 'OrganizationPack', 'Properties', 'ConformancePackInputParameters'),
      given,
    );
    const pairs = (passed as readonly Json[]).map((pair) => [
      String(at(pair, 'ParameterName')),
      String(at(pair, 'ParameterValue')),
    ]);
    return packInput(inlinePack(), Object.fromEntries(pairs));
  },
};

function organizationText(overrides: Texts): string {
  const template = readDefinition('organization-rule.yaml');
  const given = deploy(template, { ...needed['organization-rule.yaml'], ...overrides });
  const metadata = at(template, 'Resources', 'OrganizationRule', 'Properties', 'OrganizationCustomRuleMetadata');
  return String(evaluate(at(metadata, 'InputParameters'), given));
}

function packInput(pack: Json, values: Texts): Json {
  const template = pack as Parameters<typeof deploy>[0];
  return evaluate(
    at(template, 'Resources', 'AppFlowFlowCmk', 'Properties', 'InputParameters'),
    deploy(template, values),
  );
}

const always = {
  requireRotation: 'true',
  nonRotatableKeys: 'reject',
  checkKeyPolicy: 'true',
  checkConnectorProfiles: 'false',
  unverified: 'NON_COMPLIANT',
};

describe.each(Object.keys(ways))('%s', (file) => {
  const inputOf = (overrides: Texts): Json => ways[file]?.(overrides) ?? null;
  const role = file.startsWith('organization-') ? { executionRoleName: 'appflow-flow-cmk-member' } : {};

  it('passes what is never empty when nothing is given, so that InputParameters is never {}', () => {
    expect(inputOf({})).toEqual({ ...always, ...role });
  });

  it.each([
    { template: 'RequiredKeyTags', rule: 'requiredKeyTags', text: 'Owner,DataClass=PII|Internal' },
    { template: 'MatchingTags', rule: 'matchingTags', text: 'DataClass' },
    { template: 'RequireRotation', rule: 'requireRotation', text: 'false' },
    { template: 'MaxRotationPeriodInDays', rule: 'maxRotationPeriodInDays', text: '365' },
    { template: 'NonRotatableKeys', rule: 'nonRotatableKeys', text: 'onDemand' },
    { template: 'CheckKeyPolicy', rule: 'checkKeyPolicy', text: 'false' },
    { template: 'KeyAliasPattern', rule: 'keyAliasPattern', text: 'alias/prod-*' },
    { template: 'AllowedKeyAccounts', rule: 'allowedKeyAccounts', text: '444455556666, 777788889999' },
    { template: 'MaxFlowsPerKey', rule: 'maxFlowsPerKey', text: '10' },
    { template: 'CheckConnectorProfiles', rule: 'checkConnectorProfiles', text: 'true' },
    { template: 'FlowTagFilter', rule: 'flowTagFilter', text: 'Stage=prod' },
    { template: 'ExemptionTag', rule: 'exemptionTag', text: 'ExemptUntil' },
    { template: 'Unverified', rule: 'unverified', text: 'NOT_APPLICABLE' },
    { template: 'KeyAccountRoleName', rule: 'keyAccountRoleName', text: 'reads-keys' },
    { template: 'ExecutionRoleName', rule: 'executionRoleName', text: 'reads-flows' },
  ])('passes $template alone as $rule, and leaves the others out', ({ template, rule, text }) => {
    expect(inputOf({ [template]: text })).toEqual({ ...always, ...role, [rule]: text });
  });

  it('passes all of them together as texts', () => {
    const input = inputOf({
      RequiredKeyTags: 'Owner',
      MatchingTags: 'DataClass',
      RequireRotation: 'true',
      MaxRotationPeriodInDays: '90',
      NonRotatableKeys: 'allow',
      CheckKeyPolicy: 'true',
      KeyAliasPattern: '*',
      AllowedKeyAccounts: '444455556666',
      MaxFlowsPerKey: '1',
      CheckConnectorProfiles: 'true',
      FlowTagFilter: 'Stage=prod',
      ExemptionTag: 'ExemptUntil',
      Unverified: 'NOT_APPLICABLE',
      KeyAccountRoleName: 'reads-keys',
      ExecutionRoleName: 'reads-flows',
    });
    expect(input).toEqual({
      requiredKeyTags: 'Owner',
      matchingTags: 'DataClass',
      requireRotation: 'true',
      maxRotationPeriodInDays: '90',
      nonRotatableKeys: 'allow',
      checkKeyPolicy: 'true',
      keyAliasPattern: '*',
      allowedKeyAccounts: '444455556666',
      maxFlowsPerKey: '1',
      checkConnectorProfiles: 'true',
      flowTagFilter: 'Stage=prod',
      exemptionTag: 'ExemptUntil',
      unverified: 'NOT_APPLICABLE',
      keyAccountRoleName: 'reads-keys',
      executionRoleName: 'reads-flows',
    });
    expect(() => parseRuleParameters(JSON.stringify(input))).not.toThrow();
  });
});

describe('the text of the organization rule', () => {
  it('is compact JSON', () => {
    expect(organizationText({ RequiredKeyTags: 'Owner' })).toBe(
      '{"requiredKeyTags":"Owner","requireRotation":"true","nonRotatableKeys":"reject","checkKeyPolicy":"true",' +
        '"checkConnectorProfiles":"false","unverified":"NON_COMPLIANT","executionRoleName":"appflow-flow-cmk-member"}',
    );
  });

  it('stays JSON, and says the same, whatever text the template admits', () => {
    const definition = at(readDefinition('organization-rule.yaml'), 'Parameters', 'ExemptionTag') as Parameters<
      typeof admits
    >[0];
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: fc.constantFrom('"', '\\', '\n', '}', '$', '{', 'a') }),
    );
    fc.assert(
      fc.property(
        anyText.filter((text) => text !== '' && admits(definition, text)),
        (text) => {
          expect(JSON.parse(organizationText({ ExemptionTag: text }))).toMatchObject({ exemptionTag: text });
        },
      ),
    );
  });
});
