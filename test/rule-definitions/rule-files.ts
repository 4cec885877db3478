import { at, type Json, parseTemplate, readDefinition } from './read-definition.ts';

/** The pack that organization-conformance-pack.yaml carries as text. */
export const inlinePack = (): Json =>
  parseTemplate(
    String(
      at(
        readDefinition('organization-conformance-pack.yaml'),
        'Resources',
        'OrganizationPack',
        'Properties',
        'TemplateBody',
      ),
    ),
  );

/** The files that bring a rule into being, each of which offers every parameter of the rule. */
export const ruleFiles = [
  'conformance-pack.yaml',
  'organization-conformance-pack.yaml',
  'organization-rule.yaml',
  'rule-only.yaml',
  'stack-set.yaml',
] as const;

/** requiredKeyTags of the rule is RequiredKeyTags of a template. */
export const templateName = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** What each file asks for and cannot guess. */
export const needed: Readonly<Record<(typeof ruleFiles)[number], Readonly<Record<string, string>>>> = {
  'conformance-pack.yaml': { FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk' },
  'organization-conformance-pack.yaml': {
    FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk',
  },
  'organization-rule.yaml': { FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk' },
  'rule-only.yaml': { FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk' },
  'stack-set.yaml': {
    TemplateUrl: 'https://example-code.s3.eu-west-1.amazonaws.com/appflow-flow-cmk/template.json',
    OrganizationalUnitIds: 'ou-abcd-11112222',
    Regions: 'eu-west-1',
  },
};
