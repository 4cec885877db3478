import { readFileSync } from 'node:fs';
import { checkFiles } from '../../cli/check/check-files.ts';
import { NO_KEY_IS_KNOWN } from '../../cli/check/existing-keys.ts';
import { readPlan } from '../../cli/check/terraform/read-plan.ts';
import { parameters } from '../builders/parameters.ts';
import { at, listIn, objectIn } from '../cloudformation/json.ts';
import { ADMINISTRATOR, DEPLOYER, USER } from './compliant-keys.ts';
import { renderTemplate } from './terraform-template.ts';

/**
 * What Terraform 1.11 planned for the module and a flow that takes its output, with a provider that answers by the schemas of the AWS
 * provider 6 and makes nothing.
 */
const text = readFileSync('test/rule-definitions/compliant-key-plan.json', 'utf8');

const answersTo = async (policy: Parameters<typeof parameters>[0]) => {
  const demands = { parameters: parameters(policy), now: new Date('2026-11-24T12:00:00Z') };
  const { flows } = await checkFiles([readPlan('plan.json', text)], {}, demands, NO_KEY_IS_KNOWN);
  return flows.map(({ resource, answer, reasons, unknown }) => ({
    resource,
    answer,
    codes: reasons.map(({ code }) => code),
    unknown,
  }));
};

const STRICTEST = {
  requiredKeyTags: 'Owner=data-platform,DataClass=PII,CostCenter=4711',
  matchingTags: 'DataClass',
  maxRotationPeriodInDays: '90',
  keyAliasPattern: 'alias/appflow-*',
  maxFlowsPerKey: '1',
  keyUsers: USER,
  keyDuties: 'strict',
} as const;

describe('the key of the Terraform module, as it is planned', () => {
  it('passes under the strictest parameters', async () => {
    expect(await answersTo(STRICTEST)).toEqual([
      { resource: 'aws_appflow_flow.orders', answer: 'pass', codes: [], unknown: [] },
    ]);
  });

  it('fails where something else is demanded of it', async () => {
    expect(await answersTo({ ...STRICTEST, keyAliasPattern: 'alias/lake-*', keyUsers: DEPLOYER })).toEqual([
      {
        resource: 'aws_appflow_flow.orders',
        answer: 'fail',
        codes: ['KEY_USER_NOT_ALLOWED', 'ALIAS_NOT_CONVENTIONAL'],
        unknown: [],
      },
    ]);
  });

  it('has the policy that the module renders today', () => {
    const planned = listIn(at(JSON.parse(text), 'resource_changes'))
      .map(objectIn)
      .find(({ type }) => type === 'aws_kms_key');
    const template = readFileSync('rule-definitions/terraform/compliant-key/policy.json.tftpl', 'utf8');
    const rendered = renderTemplate(template, {
      partition: 'aws',
      account: '111122223333',
      region: 'eu-west-1',
      deployer_role_arn: DEPLOYER,
      administrator_role_arns: [ADMINISTRATOR],
      user_role_arns: [USER],
      has_readers: false,
      has_connector_profiles: true,
      has_replicas: false,
      is_guarded: false,
    });
    expect(JSON.parse(String(at(planned ?? null, 'change', 'after', 'policy')))).toEqual(JSON.parse(rendered));
  });
});
