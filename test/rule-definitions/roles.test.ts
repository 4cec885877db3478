import { deploy } from '../cloudformation/deploy.ts';
import { evaluate } from '../cloudformation/evaluate.ts';
import { at, type Json, type JsonObject, listIn, objectIn } from '../cloudformation/json.ts';
import { readDefinition } from '../cloudformation/read-template.ts';

interface Case {
  readonly file: string;
  readonly resource: string;
  readonly overrides: Readonly<Record<string, string>>;
}

const trusted = { FunctionAccountId: '999900001111', OrganizationId: 'o-a1b2c3d4e5' };
const member: Case = { file: 'member-account-role.yaml', resource: 'MemberAccountRole', overrides: trusted };
const keys: Case = { file: 'key-account-role.yaml', resource: 'KeyAccountRole', overrides: trusted };

const roleOf = ({ file, resource, overrides }: Case): Json => {
  const template = readDefinition(file);
  return evaluate(at(template, 'Resources', resource, 'Properties'), deploy(template, overrides));
};

const statementsOf = (role: Case): readonly JsonObject[] =>
  listIn(at(roleOf(role), 'Policies', 0, 'PolicyDocument', 'Statement')).map(objectIn);

const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [String(value)];

const allowed = (role: Case): readonly string[] =>
  statementsOf(role)
    .flatMap(({ Action: actions, Resource: resources }) =>
      texts(actions).flatMap((action) => texts(resources).map((arn) => `${action} on ${arn}`)),
    )
    .sort();

const MEMBER_ALWAYS = [
  'appflow:DescribeFlow on arn:aws:appflow:*:111122223333:flow/*',
  'appflow:ListFlows on arn:aws:appflow:*:111122223333:flow/*',
  'config:GetComplianceDetailsByConfigRule on arn:aws:config:*:111122223333:config-rule/*',
  'config:ListDiscoveredResources on *',
  'config:PutEvaluations on *',
  'kms:DescribeKey on arn:aws:kms:*:*:key/*',
  'kms:GetKeyPolicy on arn:aws:kms:*:111122223333:key/*',
  'kms:GetKeyRotationStatus on arn:aws:kms:*:*:key/*',
  'kms:ListAliases on *',
  'kms:ListGrants on arn:aws:kms:*:*:key/*',
  'kms:ListKeyRotations on arn:aws:kms:*:111122223333:key/*',
  'kms:ListResourceTags on arn:aws:kms:*:111122223333:key/*',
];

describe('the member account role', () => {
  it('may do what judging and reporting need, and no more', () => {
    expect(allowed(member)).toEqual(MEMBER_ALWAYS);
  });

  it('looks at connector profiles and their secrets only where they are checked', () => {
    expect(allowed({ ...member, overrides: { ...trusted, CheckConnectorProfiles: 'true' } })).toEqual(
      [
        ...MEMBER_ALWAYS,
        'appflow:DescribeConnectorProfiles on *',
        'secretsmanager:DescribeSecret on arn:aws:secretsmanager:*:111122223333:secret:appflow!*',
      ].sort(),
    );
  });

  it('asks for the encryption of buckets only where that is checked', () => {
    expect(allowed({ ...member, overrides: { ...trusted, CheckBuckets: 'true' } })).toEqual(
      [...MEMBER_ALWAYS, 's3:GetEncryptionConfiguration on arn:aws:s3:::*'].sort(),
    );
  });

  it('looks at runs and at the use of keys only where that is checked', () => {
    expect(allowed({ ...member, overrides: { ...trusted, CheckKeyUse: 'true' } })).toEqual(
      [
        ...MEMBER_ALWAYS,
        'appflow:DescribeFlowExecutionRecords on arn:aws:appflow:*:111122223333:flow/*',
        'kms:GetKeyLastUsage on arn:aws:kms:*:111122223333:key/*',
      ].sort(),
    );
  });

  it('asks for a second opinion only where that is switched on', () => {
    expect(allowed({ ...member, overrides: { ...trusted, PolicySecondOpinion: 'true' } })).toEqual(
      [...MEMBER_ALWAYS, 'access-analyzer:CheckNoPublicAccess on *'].sort(),
    );
  });

  it('imports findings only where they are switched on', () => {
    expect(allowed({ ...member, overrides: { ...trusted, SecurityHubFindings: 'true' } })).toEqual(
      [
        ...MEMBER_ALWAYS,
        'securityhub:BatchImportFindings on arn:aws:securityhub:*:111122223333:product/111122223333/default',
        'securityhub:GetFindings on arn:aws:securityhub:*:111122223333:hub/default',
      ].sort(),
    );
  });

  it('has the name that the organization rule gives to the function', () => {
    expect(at(roleOf(member), 'RoleName')).toBe('appflow-flow-cmk-member');
    expect(at(readDefinition('organization-rule.yaml'), 'Parameters', 'ExecutionRoleName', 'Default')).toBe(
      'appflow-flow-cmk-member',
    );
  });
});

describe('the key account role', () => {
  it('may read the keys of its account, and no more', () => {
    expect(allowed(keys)).toEqual([
      'kms:DescribeKey on arn:aws:kms:*:111122223333:key/*',
      'kms:GetKeyPolicy on arn:aws:kms:*:111122223333:key/*',
      'kms:GetKeyRotationStatus on arn:aws:kms:*:111122223333:key/*',
      'kms:ListAliases on *',
      'kms:ListGrants on arn:aws:kms:*:111122223333:key/*',
      'kms:ListKeyRotations on arn:aws:kms:*:111122223333:key/*',
      'kms:ListResourceTags on arn:aws:kms:*:111122223333:key/*',
    ]);
  });

  it('trusts, for every account, roles of one name in the organization', () => {
    const overrides = {
      FunctionAccountId: 'every',
      FunctionRoleName: 'StackSet-appflow-flow-*',
      OrganizationId: 'o-a1b2c3d4e5',
    };
    expect(at(roleOf({ ...keys, overrides }), 'AssumeRolePolicyDocument', 'Statement')).toEqual([
      {
        Sid: 'OnlyTheFunctionOfTheOrganization',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/StackSet-appflow-flow-*' },
        },
      },
    ]);
  });
});

describe.each([member, keys])('$file', (role) => {
  it("trusts the function's role by account, name and organization, so that it need not exist yet", () => {
    expect(at(roleOf(role), 'AssumeRolePolicyDocument', 'Statement')).toEqual([
      {
        Sid: 'OnlyTheFunctionOfTheOrganization',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999900001111:root' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::999900001111:role/appflow-flow-cmk-FunctionRole-*' },
        },
      },
    ]);
  });

  it("expects the name that CloudFormation gives to the function's role", () => {
    const template = readDefinition('../template.yaml');
    // Of a resource without a name: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
    expect(Object.keys(objectIn(at(template, 'Resources', 'FunctionRole', 'Properties')))).not.toContain('RoleName');
    expect(at(readDefinition(role.file), 'Parameters', 'FunctionRoleName', 'Default')).toBe(
      'appflow-flow-cmk-FunctionRole-*',
    );
  });

  it('has one inline policy of allowed actions, none with a wildcard, and no managed policy', () => {
    const everything: Case =
      role === member
        ? {
            ...role,
            overrides: {
              ...trusted,
              CheckConnectorProfiles: 'true',
              CheckBuckets: 'true',
              CheckKeyUse: 'true',
              PolicySecondOpinion: 'true',
              SecurityHubFindings: 'true',
            },
          }
        : role;
    expect(at(roleOf(role), 'Policies')).toHaveLength(1);
    expect(objectIn(roleOf(role))).not.toHaveProperty('ManagedPolicyArns');
    for (const statement of statementsOf(everything)) {
      expect(statement).toMatchObject({ Effect: 'Allow' });
      expect(statement).not.toHaveProperty('NotAction');
      expect(
        texts(statement['Action']).filter(
          (action) => !/^[a-z\d-]+:(Put|List|Get|Describe|CheckNo|BatchImport)[A-Za-z]+$/.test(action),
        ),
      ).toEqual([]);
    }
  });
});
