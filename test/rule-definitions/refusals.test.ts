import { deploy } from '../cloudformation/deploy.ts';
import { readDefinition } from '../cloudformation/read-template.ts';
import { refusals } from '../cloudformation/stack.ts';
import { needed } from './rule-files.ts';

const refusalsOf = (file: string, overrides: Readonly<Record<string, string>>) =>
  refusals(deploy(readDefinition(file), overrides));

const BOUND_WITHOUT_ROTATION =
  'MaxRotationPeriodInDays bounds a rotation that RequireRotation=false does not judge. Set RequireRotation to true, or leave MaxRotationPeriodInDays empty.';
const ON_DEMAND_WITHOUT_ROTATION =
  'NonRotatableKeys=onDemand asks for rotations that RequireRotation=false does not judge. Set RequireRotation to true, or NonRotatableKeys to reject or allow.';

describe.each([
  'rule-only.yaml',
  'organization-rule.yaml',
  'organization-conformance-pack.yaml',
  'stack-set.yaml',
] as const)('%s', (file) => {
  it.each([
    { name: 'its defaults', overrides: {} },
    { name: 'a bound on rotation', overrides: { MaxRotationPeriodInDays: '365', NonRotatableKeys: 'onDemand' } },
    { name: 'no judgement of rotation', overrides: { RequireRotation: 'false', NonRotatableKeys: 'allow' } },
  ])('takes $name', ({ overrides }) => {
    expect(refusalsOf(file, { ...needed[file], ...overrides })).toEqual([]);
  });

  it('refuses to bound a rotation that is not judged', () => {
    const overrides = { RequireRotation: 'false', MaxRotationPeriodInDays: '365' };
    expect(refusalsOf(file, { ...needed[file], ...overrides })).toEqual([BOUND_WITHOUT_ROTATION]);
  });

  it('refuses to ask for on-demand rotations that are not judged', () => {
    const overrides = { RequireRotation: 'false', NonRotatableKeys: 'onDemand' };
    expect(refusalsOf(file, { ...needed[file], ...overrides })).toEqual([ON_DEMAND_WITHOUT_ROTATION]);
  });
});

describe.each(['organization-rule.yaml', 'organization-conformance-pack.yaml'] as const)('%s', (file) => {
  it('refuses a central function without a role in the members', () => {
    expect(refusalsOf(file, { ...needed[file], ExecutionRoleName: '' })).toEqual([
      'ExecutionRoleName is empty, so the function could not report in any member account. Give it the name of the role that member-account-role.yaml creates there.',
    ]);
  });
});

describe('member-account-role.yaml', () => {
  const given = { FunctionAccountId: '111122223333', OrganizationId: 'o-a1b2c3d4e5' };

  it('takes its defaults', () => {
    expect(refusalsOf('member-account-role.yaml', given)).toEqual([]);
  });

  it('refuses a role without a name', () => {
    expect(refusalsOf('member-account-role.yaml', { ...given, ExecutionRoleName: '' })).toEqual([
      'ExecutionRoleName is empty. Give the role the name that the organization rule has as its ExecutionRoleName.',
    ]);
  });
});

describe('key-account-role.yaml', () => {
  it.each([
    { name: 'one account with a function', overrides: { FunctionAccountId: '111122223333' } },
    { name: 'a function in every account', overrides: { FunctionAccountId: 'every' } },
  ])('takes $name', ({ overrides }) => {
    expect(refusalsOf('key-account-role.yaml', { OrganizationId: 'o-a1b2c3d4e5', ...overrides })).toEqual([]);
  });

  it('refuses a role without a name', () => {
    const overrides = { FunctionAccountId: '111122223333', OrganizationId: 'o-a1b2c3d4e5', KeyAccountRoleName: '' };
    expect(refusalsOf('key-account-role.yaml', overrides)).toEqual([
      'KeyAccountRoleName is empty. Give the role the name that the rule has as its KeyAccountRoleName.',
    ]);
  });
});

describe('single parameters', () => {
  it.each(['cmk', 'appflow-flow-cmk-FunctionRole-*', 'StackSet-appflow-flow-*'])(
    'both roles take %s as FunctionRoleName',
    (FunctionRoleName) => {
      const given = { FunctionAccountId: '111122223333', OrganizationId: 'o-a1b2c3d4e5', FunctionRoleName };
      expect(refusalsOf('member-account-role.yaml', given)).toEqual([]);
      expect(refusalsOf('key-account-role.yaml', given)).toEqual([]);
    },
  );

  it.each([
    {
      file: 'rule-only.yaml',
      name: 'FunctionArn',
      value: 'arn:aws:lambda:eu-west-1:111122223333:function:appflow-flow-cmk:live',
    },
    { file: 'rule-only.yaml', name: 'RuleName', value: 'appflow flow cmk' },
    { file: 'organization-rule.yaml', name: 'ExcludedAccounts', value: '444455556666, 777788889999' },
    { file: 'organization-rule.yaml', name: 'RuleName', value: 'a'.repeat(42) },
    { file: 'stack-set.yaml', name: 'TemplateUrl', value: 's3://bucket/template.json' },
    { file: 'stack-set.yaml', name: 'Regions', value: 'Ireland' },
    { file: 'organization-conformance-pack.yaml', name: 'PackName', value: '1st-pack' },
  ] as const)('$file refuses $value as $name', ({ file, name, value }) => {
    expect(() => refusalsOf(file, { ...needed[file], [name]: value })).toThrow(`${name} does not admit`);
  });

  it.each([
    { file: 'member-account-role.yaml', name: 'FunctionAccountId', value: '*' },
    { file: 'member-account-role.yaml', name: 'FunctionAccountId', value: 'every' },
    { file: 'member-account-role.yaml', name: 'FunctionRoleName', value: '*' },
    { file: 'member-account-role.yaml', name: 'FunctionRoleName', value: 'appflow-*' },
    { file: 'member-account-role.yaml', name: 'OrganizationId', value: '*' },
    { file: 'key-account-role.yaml', name: 'FunctionAccountId', value: '*' },
    { file: 'key-account-role.yaml', name: 'FunctionRoleName', value: '*' },
    { file: 'key-account-role.yaml', name: 'FunctionRoleName', value: 'StackSet-*' },
    { file: 'key-account-role.yaml', name: 'FunctionRoleName', value: 'service-role/appflow-flow-cmk-*' },
    { file: 'organization-permissions.yaml', name: 'MemberAccountIds', value: '*' },
  ])('$file refuses $value as $name, which would let in too many', ({ file, name, value }) => {
    expect(() => refusalsOf(file, { [name]: value })).toThrow(`${name} does not admit`);
  });
});
