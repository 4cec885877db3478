import fc from 'fast-check';
import { parseRuleParameters } from '../../lambda/core/input/rule-parameters.ts';
import { admits, deploy, type Given } from '../cloudformation/deploy.ts';
import { evaluate } from '../cloudformation/evaluate.ts';
import { at, type Json } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import { PARAMETER_TEXTS } from './parameter-texts.ts';
import { inlinePack, needed, templateName } from './rule-files.ts';

/** What reaches AWS Config as InputParameters, by each way of deployment; the organization rule's is a text. */
const ways: Readonly<Record<string, (overrides: Given) => Json>> = {
  '../template.yaml': (overrides) => ruleInput('../template.yaml', overrides),
  'rule-only.yaml': (overrides) => ruleInput('rule-only.yaml', { ...needed['rule-only.yaml'], ...overrides }),
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

function ruleInput(file: string, given: Given): Json {
  const template = readDefinition(file);
  return evaluate(at(template, 'Resources', 'Rule', 'Properties', 'InputParameters'), deploy(template, given));
}

function organizationText(overrides: Given): string {
  const template = readDefinition('organization-rule.yaml');
  const given = deploy(template, { ...needed['organization-rule.yaml'], ...overrides });
  const metadata = at(template, 'Resources', 'OrganizationRule', 'Properties', 'OrganizationCustomRuleMetadata');
  return String(evaluate(at(metadata, 'InputParameters'), given));
}

function packInput(pack: Json, values: Given): Json {
  const template = pack as Parameters<typeof deploy>[0];
  return evaluate(
    at(template, 'Resources', 'AppFlowFlowCmk', 'Properties', 'InputParameters'),
    deploy(template, values),
  );
}

describe.each(Object.keys(ways))('%s', (file) => {
  const inputOf = (overrides: Given): Json => ways[file]?.(overrides) ?? null;
  const role = file.startsWith('organization-') ? { executionRoleName: 'appflow-flow-cmk-member' } : {};

  it('passes one parameter where every default is kept, so that InputParameters is never {}', () => {
    expect(inputOf({})).toEqual({ requireRotation: 'true', ...role });
  });

  it.each(PARAMETER_TEXTS)('passes $name alone where it alone is changed', ({ name, good: [text] }) => {
    expect(inputOf({ [templateName(name)]: text })).toEqual({ requireRotation: 'true', ...role, [name]: text });
  });

  it('passes all of them together, in texts that the function understands', () => {
    const texts = PARAMETER_TEXTS.map(({ name, good: [text] }) => ({ name, text }));
    const input = inputOf(Object.fromEntries(texts.map(({ name, text }) => [templateName(name), text])));
    expect(input).toEqual(Object.fromEntries(texts.map(({ name, text }) => [name, text])));
    expect(() => parseRuleParameters(JSON.stringify(input))).not.toThrow();
  });
});

describe('the text of the organization rule', () => {
  it('is compact JSON', () => {
    expect(organizationText({ RequiredKeyTags: 'Owner' })).toBe(
      '{"requiredKeyTags":"Owner","requireRotation":"true","executionRoleName":"appflow-flow-cmk-member"}',
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
