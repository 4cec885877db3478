import { deploy } from '../cloudformation/deploy.ts';
import { evaluate } from '../cloudformation/evaluate.ts';
import { at, type Json, type JsonObject, objectIn } from '../cloudformation/json.ts';
import { readDefinition, readText } from '../cloudformation/read-template.ts';
import { inlinePack, needed } from './rule-files.ts';

const pack = readDefinition('conformance-pack.yaml');
const central = readDefinition('organization-conformance-pack.yaml');

const inlineText = String(at(central, 'Resources', 'OrganizationPack', 'Properties', 'TemplateBody'));

const keysIn = (value: Json): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysIn);
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
};

const propertiesOf = (overrides: Readonly<Record<string, string>>): readonly JsonObject[] => {
  const given = deploy(pack, { ...needed['conformance-pack.yaml'], ...overrides });
  return Object.values(objectIn(at(pack, 'Resources'))).map((resource) =>
    objectIn(evaluate(at(resource, 'Properties'), given)),
  );
};

describe('the conformance pack', () => {
  it.each([
    { name: 'the file', text: readText('conformance-pack.yaml') },
    { name: 'the text inside the organization pack', text: inlineText },
  ])('fits into 51,200 bytes as $name', ({ text }) => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(51_200);
  });

  it('holds rules only, and no section that AWS Config does not know in a pack', () => {
    expect(Object.keys(pack)).toEqual(['Parameters', 'Conditions', 'Resources']);
    expect(Object.values(objectIn(at(pack, 'Resources'))).map((resource) => at(resource, 'Type'))).toEqual(
      Array(6).fill('AWS::Config::ConfigRule'),
    );
  });

  it("uses no intrinsic function beyond those of AWS's own packs", () => {
    const used = new Set(keysIn(pack).filter((key) => /^(Ref|Fn::.*)$/.test(key)));
    expect([...used].sort()).toEqual(['Fn::Equals', 'Fn::If', 'Fn::Not', 'Ref']);
  });

  it('has at most 60 parameters, each with a type', () => {
    const parameters = Object.values(objectIn(at(pack, 'Parameters')));
    expect(parameters.length).toBeLessThanOrEqual(60);
    expect(new Set(parameters.map((parameter) => at(parameter, 'Type')))).toEqual(new Set(['String']));
  });

  it('names its rules so that the ending of a pack leaves them within 64 characters', () => {
    expect(propertiesOf({}).map(({ ConfigRuleName: name }) => name)).toEqual([
      'appflow-flow-cmk',
      'appflow-flow-tagged',
      'cmk-backing-key-rotation-enabled',
      'kms-cmk-not-scheduled-for-deletion',
      'kms-key-policy-no-public-access',
      'kms-key-tagged',
    ]);
    for (const { ConfigRuleName: name } of propertiesOf({})) {
      expect(`${String(name)}-conformance-pack-szsm1uv0w`.length).toBeLessThanOrEqual(64);
    }
  });

  it("takes the function and AWS's companion rules as sources", () => {
    expect(
      propertiesOf({}).map(({ Source: source }) => [
        at(source ?? null, 'Owner'),
        at(source ?? null, 'SourceIdentifier'),
      ]),
    ).toEqual([
      ['CUSTOM_LAMBDA', 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk'],
      ['AWS', 'APPFLOW_FLOW_TAGGED'],
      ['AWS', 'CMK_BACKING_KEY_ROTATION_ENABLED'],
      ['AWS', 'KMS_CMK_NOT_SCHEDULED_FOR_DELETION'],
      ['AWS', 'KMS_KEY_POLICY_NO_PUBLIC_ACCESS'],
      ['AWS', 'KMS_KEY_TAGGED'],
    ]);
  });

  it('passes tag keys to the companions that ask for tags, and no empty text', () => {
    expect(
      propertiesOf({})
        .map(({ InputParameters: input }) => input)
        .slice(1),
    ).toEqual(Array(5).fill(undefined));
    expect(
      propertiesOf({ FlowTagKeys: 'Owner,Stage', KeyTagKeys: 'Owner' })
        .map(({ InputParameters: input }) => input)
        .slice(1),
    ).toEqual([{ requiredKeyTags: 'Owner,Stage' }, undefined, undefined, undefined, { requiredKeyTags: 'Owner' }]);
  });
});

describe('the organization conformance pack', () => {
  it('carries the conformance pack', () => {
    expect(inlinePack()).toEqual(pack);
  });

  it('fits into the 51,200 bytes that CloudFormation takes without a bucket', () => {
    expect(Buffer.byteLength(readText('organization-conformance-pack.yaml'))).toBeLessThanOrEqual(51_200);
  });

  it('passes every parameter of the pack on', () => {
    const passed = at(central, 'Resources', 'OrganizationPack', 'Properties', 'ConformancePackInputParameters');
    const names = (passed as readonly Json[]).map((item) =>
      at(objectIn(item)['Fn::If'] === undefined ? item : at(item, 'Fn::If', 1), 'ParameterName'),
    );
    expect(names).toEqual(Object.keys(objectIn(at(pack, 'Parameters'))));
  });
});
