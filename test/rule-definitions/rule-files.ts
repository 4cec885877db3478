import type { Given } from '../cloudformation/deploy.ts';
import { at, type Json } from '../cloudformation/json.ts';
import { parseTemplate, readDefinition } from '../cloudformation/read-template.ts';

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

/** requiredKeyTags of the rule is RequiredKeyTags of a template. */
export const templateName = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** What each file that brings a rule into being asks for and cannot guess. */
export const needed = {
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
} as const satisfies Readonly<Record<string, Given>>;
