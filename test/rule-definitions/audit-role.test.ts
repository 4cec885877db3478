import { CALLS } from '../../lambda/aws/calls.ts';
import { deploy } from '../cloudformation/deploy.ts';
import { evaluate } from '../cloudformation/evaluate.ts';
import { at, listIn, objectIn } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';

const template = readDefinition('audit-role.yaml');
const role = evaluate(
  at(template, 'Resources', 'AuditRole', 'Properties'),
  deploy(template, {
    AuditorAccountId: '999900001111',
    AuditorRoleName: 'AWSReservedSSO_SecurityAudit_*',
    OrganizationId: 'o-a1b2c3d4e5',
  }),
);

const allowed = listIn(at(role, 'Policies', 0, 'PolicyDocument', 'Statement'))
  .map(objectIn)
  .flatMap(({ Action: actions }) => (Array.isArray(actions) ? actions.map(String) : [String(actions)]));

/** What the function does besides reading, and what only it asks. */
const OF_THE_FUNCTION = [
  'config:PutEvaluations',
  'config:ListDiscoveredResources',
  'config:GetComplianceDetailsByConfigRule',
  'securityhub:BatchImportFindings',
  'securityhub:GetFindings',
  'access-analyzer:CheckNoPublicAccess',
  'sts:AssumeRole',
];

it('the role of auditors may read all that the rule reads, and nothing else', () => {
  const read = Object.values(CALLS).map(({ action }) => action);
  const expected = [...new Set(read)].filter((action) => !OF_THE_FUNCTION.includes(action));
  expect([...allowed].sort()).toEqual([...expected, 'account:ListRegions'].sort());
});

it('the role of auditors is called as the examples call it, and trusts named roles of one account only', () => {
  expect(at(role, 'RoleName')).toBe('appflow-audit');
  expect(at(role, 'AssumeRolePolicyDocument', 'Statement', 0)).toEqual({
    Sid: 'OnlyAuditorsOfTheOrganization',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::999900001111:root' },
    Action: 'sts:AssumeRole',
    Condition: {
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      ArnLike: {
        'aws:PrincipalArn': [
          'arn:aws:iam::999900001111:role/AWSReservedSSO_SecurityAudit_*',
          'arn:aws:iam::999900001111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_SecurityAudit_*',
          'arn:aws:iam::999900001111:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_SecurityAudit_*',
        ],
      },
    },
  });
});
