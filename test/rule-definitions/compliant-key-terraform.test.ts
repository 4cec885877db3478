import { readFileSync } from 'node:fs';
import type { Given } from '../cloudformation/deploy.ts';
import { at, isObject, type Json, listIn, objectIn } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import {
  ADMINISTRATOR,
  DEPLOYER,
  EVERYTHING,
  keyStack,
  NEEDED,
  READER,
  SOMEBODY,
  statementsIn,
  USER,
} from './compliant-keys.ts';
import { namesIn, renderTemplate, type Variables } from './terraform-template.ts';

const read = (file: string): string => readFileSync(`rule-definitions/terraform/compliant-key/${file}`, 'utf8');
const template = read('policy.json.tftpl');
const main = read('main.tf');
const variables = read('variables.tf');

const LEAST: Variables = {
  partition: 'aws',
  account: '111122223333',
  region: 'eu-west-1',
  deployer_role_arn: DEPLOYER,
  administrator_role_arns: [ADMINISTRATOR],
  user_role_arns: [USER],
  reader_role_arns: [],
  replica_regions: [],
  guard_days: 0,
  has_readers: false,
  has_connector_profiles: true,
  has_replicas: false,
  is_guarded: false,
};

/** Terraform writes a list of one, and any order of statements; KMS takes either for the same. */
const alike = (value: Json): Json => {
  if (Array.isArray(value)) return value.length === 1 ? alike(value[0] ?? null) : (value as readonly Json[]).map(alike);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, alike(inner)]));
};
const bySid = (statements: readonly Json[]): Json =>
  Object.fromEntries(statements.map((statement) => [String(at(statement, 'Sid')), alike(statement)]));

describe('the policy of the Terraform module', () => {
  it.each<{ readonly name: string; readonly stack: Given; readonly module: Variables }>([
    { name: 'the least', stack: NEEDED, module: LEAST },
    {
      name: 'everything optional',
      stack: EVERYTHING,
      module: {
        ...LEAST,
        reader_role_arns: [READER],
        replica_regions: ['eu-central-1', 'eu-west-3'],
        guard_days: 30,
        has_readers: true,
        has_replicas: true,
        is_guarded: true,
      },
    },
    {
      name: 'no connector profiles, and several of each role',
      stack: {
        ...NEEDED,
        ConnectorProfiles: 'false',
        AdministratorRoleArns: `${ADMINISTRATOR},${SOMEBODY}`,
        UserRoleArns: `${USER},${READER}`,
      },
      module: {
        ...LEAST,
        has_connector_profiles: false,
        administrator_role_arns: [ADMINISTRATOR, SOMEBODY],
        user_role_arns: [USER, READER],
      },
    },
  ])('is that of compliant-key.yaml, with $name', ({ stack, module }) => {
    const policy = JSON.parse(renderTemplate(template, module)) as Json;
    expect(objectIn(policy)['Version']).toBe('2012-10-17');
    expect(bySid(listIn(at(policy, 'Statement')))).toEqual(bySid(statementsIn(keyStack(stack))));
  });

  it('is given everything that it uses', () => {
    const [, given = ''] =
      /templatefile\("\$\{path\.module\}\/policy\.json\.tftpl", \{\n([\s\S]*?)\n {2}\}\)/.exec(main) ?? [];
    const names = [...given.matchAll(/^ {4}(\w+) +=/gm)].map(([, name]) => name);
    expect(names.sort()).toEqual(namesIn(template));
  });
});

describe('the variables of the Terraform module', () => {
  const snake = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();
  const defined = [...variables.matchAll(/^variable "(\w+)" \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => ({
    name,
    body,
  }));
  const parameters = Object.entries(objectIn(at(readDefinition('compliant-key.yaml'), 'Parameters')));

  it('are the parameters of compliant-key.yaml, and the primary of a replica', () => {
    expect(defined.map(({ name }) => name).sort()).toEqual(
      [...parameters.map(([name]) => snake(name)), 'primary_key_arn'].sort(),
    );
  });

  it.each(defined.filter(({ body }) => !body.includes('type        = bool')))('refuse a wrong $name', ({ body }) => {
    expect(body).toContain('  validation {');
  });

  it.each(parameters.map(([name, definition]) => ({ name, definition })))(
    'ask for $name where the template does, and only there',
    ({ name, definition }) => {
      const body = defined.find((variable) => variable.name === snake(name))?.body ?? '';
      expect(/^ {2}default +=/m.test(body)).toBe('Default' in objectIn(definition));
    },
  );

  it('say of the guard what it forbids', () => {
    expect(variables).toContain('The guard also forbids to disable a compromised key while it is in use');
  });
});

describe('the key of the Terraform module', () => {
  it('rotates, may be kept for 30 days, and has the three tags and the alias of the template', () => {
    expect(main).toContain(
      '  enable_key_rotation     = true\n  rotation_period_in_days = var.rotation_period_in_days\n',
    );
    expect(main.match(/deletion_window_in_days = 30\n/g)).toHaveLength(2);
    expect(main).toContain(
      '  tags = {\n    Owner      = var.owner\n    DataClass  = var.data_class\n    CostCenter = var.cost_center\n  }\n',
    );
    // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how Terraform writes it
    expect(main).toContain('name          = "alias/${var.alias_prefix}${var.key_name}"');
  });
});
