import type { PlannedFile, PlannedFlow, PlannedKey, PlannedWorld } from '../../../../cli/check/planned.ts';
import { readPlan } from '../../../../cli/check/terraform/read-plan.ts';
import { aBlock, aChange, aFlowChange, aKeyChange, aPlan } from '../../../builders/a-plan.ts';

const read = (parts: Parameters<typeof aPlan>[0] = {}): PlannedFile => readPlan('plan.json', aPlan(parts));

const worldOf = (parts: Parameters<typeof aPlan>[0] = {}): PlannedWorld => {
  const [only] = read(parts).cases;
  if (only === undefined) throw new Error('There is no case');
  return only.world;
};

const flowOf = (parts: Parameters<typeof aPlan>[0] = {}): PlannedFlow => {
  const [flow] = worldOf(parts).flows;
  if (flow === undefined) throw new Error('There is no flow');
  return flow;
};

const keyOf = (parts: Parameters<typeof aPlan>[0] = {}): PlannedKey => {
  const [key] = worldOf(parts).keys;
  if (key === undefined) throw new Error('There is no key');
  return key;
};

const known = <T>(value: T) => ({ kind: 'known', value });
const FLOW_ON_LAKE = aBlock('aws_appflow_flow.orders', {
  kms_arn: { references: ['aws_kms_key.lake.arn', 'aws_kms_key.lake'] },
});
const LAKE = aBlock('aws_kms_key.lake', { enable_key_rotation: { constant_value: true } });
/** The plan of one flow whose key has these references. */
const flowNaming = (...references: readonly string[]) => ({
  blocks: [aBlock('aws_appflow_flow.orders', { kms_arn: { references } }), LAKE],
});

it('follows a flow to the key that the same plan makes', () => {
  expect(flowOf().key).toEqual({ kind: 'key', id: 'aws_kms_key.lake' });
  expect(read().notes).toEqual([]);
});

describe('the key of a flow', () => {
  it.each([
    { name: 'no expression', blocks: [aBlock('aws_appflow_flow.orders'), LAKE] },
    { name: 'null', blocks: [aBlock('aws_appflow_flow.orders', { kms_arn: { constant_value: null } }), LAKE] },
    { name: 'an expression of constants', blocks: [aBlock('aws_appflow_flow.orders', { kms_arn: {} }), LAKE] },
  ])('is none where the configuration has $name for it', ({ blocks }) => {
    expect(flowOf({ blocks }).key).toEqual({ kind: 'none' });
  });

  it('is none where the plan shows it empty', () => {
    const flow = aFlowChange('aws_appflow_flow.orders', { after: { kms_arn: '' }, unknown: { kms_arn: false } });
    expect(flowOf({ changes: [flow, aKeyChange()] }).key).toEqual({ kind: 'none' });
  });

  it('is unknown where the plan was printed without its configuration', () => {
    expect(flowOf({ blocks: [] }).key).toEqual({
      kind: 'unknown',
      because: 'the plan does not hold the configuration of aws_appflow_flow.orders',
    });
  });

  it.each([
    { reference: 'local.key', because: 'a plan does not hold what local.key is' },
    { reference: 'var.key', because: 'the plan does not tell what var.key is' },
    { reference: 'aws_kms_key.nowhere.arn', because: 'the plan tells nothing of aws_kms_key.nowhere.arn' },
    { reference: 'module.nowhere.arn', because: 'the plan does not hold the output arn' },
    { reference: 'not an address[', because: 'a plan does not hold what not an address[ is' },
    {
      reference: 'aws_ssm_parameter.key.value',
      because: 'it comes from aws_ssm_parameter.key.value, known only when the plan is applied',
    },
    {
      reference: 'aws_kms_key.lake.policy',
      because: 'it comes from aws_kms_key.lake.policy, known only when the plan is applied',
    },
  ])('is unknown where it comes from $reference, saying why', ({ reference, because }) => {
    const parameter = aChange('aws_ssm_parameter.key', { unknown: { value: true } });
    const parts = { ...flowNaming(reference), changes: [aFlowChange(), aKeyChange(), parameter] };
    expect(flowOf(parts).key).toEqual({ kind: 'unknown', because });
  });

  it('is that of an earlier version of the plan’s key, by its ARN', () => {
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
    const flow = aFlowChange('aws_appflow_flow.orders', { after: { kms_arn: arn }, unknown: { kms_arn: false } });
    const key = aKeyChange('aws_kms_key.lake', { actions: ['no-op'], after: { arn }, unknown: { arn: false } });
    expect(flowOf({ changes: [flow, key] }).key).toEqual({ kind: 'key', id: 'aws_kms_key.lake' });
  });

  it('is a text where an alias of the name is planned in another Region only', () => {
    const text = 'arn:aws:kms:us-east-1:111122223333:alias/lake';
    const flow = aFlowChange('aws_appflow_flow.orders', { after: { kms_arn: text }, unknown: { kms_arn: false } });
    const alias = aChange('aws_kms_alias.lake', { after: { name: 'alias/lake', region: 'eu-west-1' } });
    expect(flowOf({ changes: [flow, alias] }).key).toEqual({ kind: 'text', text });
  });

  it('is unknown where a module refers to itself in a circle', () => {
    const parts = {
      blocks: [aBlock('aws_appflow_flow.orders', { kms_arn: { references: ['module.a.arn', 'module.a'] } })],
      calls: {
        a: {
          expressions: { arn: { references: ['module.a.arn', 'module.a'] } },
          module: { outputs: { arn: { expression: { references: ['var.arn'] } } }, variables: { arn: {} } },
        },
      },
    };
    expect(flowOf(parts).key).toEqual({ kind: 'unknown', because: 'it refers to itself' });
  });

  it('is that of two aliases, where both stand for one key', () => {
    const parts = {
      changes: [
        aFlowChange(),
        aKeyChange(),
        aChange('aws_kms_alias.one', { after: { name: 'alias/one' }, unknown: { arn: true, target_key_id: true } }),
        aChange('aws_kms_alias.two', { after: { name: 'alias/two' }, unknown: { arn: true, target_key_id: true } }),
      ],
      blocks: [
        aBlock('aws_appflow_flow.orders', {
          kms_arn: { references: ['aws_kms_alias.one.arn', 'aws_kms_alias.two.arn'] },
        }),
        LAKE,
        aBlock('aws_kms_alias.one', { target_key_id: { references: ['aws_kms_key.lake.key_id'] } }),
        aBlock('aws_kms_alias.two', { target_key_id: { references: ['aws_kms_key.lake.arn'] } }),
      ],
    };
    expect(flowOf(parts).key).toEqual({ kind: 'key', id: 'aws_kms_key.lake' });
  });

  it('is unknown where it is a part of an object, since a plan does not tell the parts apart', () => {
    const flow = {
      ...aFlowChange('aws_appflow_flow.orders'),
      address: 'module.m.aws_appflow_flow.orders',
      module_address: 'module.m',
    };
    const call = (references: readonly string[]) => ({
      m: {
        expressions: { settings: { references } },
        module: {
          resources: [
            aBlock('aws_appflow_flow.orders', { kms_arn: { references: ['var.settings.arn', 'var.settings'] } }),
          ],
          variables: { settings: {} },
        },
      },
    });
    const parts = (...references: readonly string[]) => ({
      changes: [flow, aKeyChange()],
      blocks: [LAKE],
      calls: call(references),
    });
    expect(flowOf(parts('aws_kms_key.lake.arn', 'aws_kms_key.lake')).key).toEqual({
      kind: 'unknown',
      because: 'var.settings.arn is a part of what is made of aws_kms_key.lake.arn: a plan does not tell which',
    });
    // A whole key is given: its ARN is the only part of that name.
    expect(flowOf(parts('aws_kms_key.lake')).key).toEqual({ kind: 'key', id: 'aws_kms_key.lake' });
  });

  it('is one that another condition than its own count decides', () => {
    const key = { ...aKeyChange('aws_kms_key.lake'), address: 'aws_kms_key.lake[0]', index: 0 };
    const parts = (condition: string) => ({
      changes: [aFlowChange(), key],
      blocks: [
        aBlock('aws_appflow_flow.orders', {
          kms_arn: { references: [condition, 'aws_kms_key.lake[0].arn', 'aws_kms_key.lake[0]', 'aws_kms_key.lake'] },
        }),
        { ...LAKE, count_expression: { references: ['var.make'] } },
      ],
      members: { variables: { make: { value: true }, encrypt: { value: true } } },
    });
    expect(flowOf(parts('var.make')).key).toEqual({ kind: 'key', id: 'aws_kms_key.lake[0]' });
    expect(flowOf(parts('var.encrypt')).key).toEqual({
      kind: 'unknown',
      because:
        'it depends on var.encrypt whether it is aws_kms_key.lake[0].arn: a plan does not tell what it is ' +
        'otherwise, and nothing at all would look the same',
    });
  });
});

describe('flows', () => {
  it.each([
    { name: 'deletes', actions: ['delete'] },
    { name: 'forgets', actions: ['forget'] },
  ])('are left out where the plan $name them, and counted', ({ actions }) => {
    const parts = { changes: [aFlowChange('aws_appflow_flow.orders', { actions }), aKeyChange()] };
    expect(worldOf(parts).flows).toEqual([]);
    expect(read(parts).notes).toEqual(['The plan gives up 1 flow, left out here.']);
  });

  it.each([
    { actions: ['create'] },
    { actions: ['update'] },
    { actions: ['no-op'] },
    { actions: ['delete', 'create'] },
    { actions: ['create', 'delete'] },
    { actions: ['create', 'forget'] },
  ])('are read where the plan has $actions for them', ({ actions }) => {
    const parts = { changes: [aFlowChange('aws_appflow_flow.orders', { actions }), aKeyChange()] };
    expect(worldOf(parts).flows).toMatchObject([{ resource: 'aws_appflow_flow.orders' }]);
  });

  it('of another provider are told and not read', () => {
    const provider = 'registry.example.com/acme/aws';
    const parts = { changes: [aFlowChange('aws_appflow_flow.orders', { provider }), aKeyChange()] };
    expect(worldOf(parts).flows).toEqual([]);
    expect(read(parts).notes).toEqual(['A provider other than hashicorp/aws makes aws_appflow_flow.orders: not read.']);
  });

  it('of a mirror of the AWS provider are read', () => {
    const provider = 'terraform.example.com/hashicorp/aws';
    expect(flowOf({ changes: [aFlowChange('aws_appflow_flow.orders', { provider }), aKeyChange()] }).resource).toBe(
      'aws_appflow_flow.orders',
    );
  });

  it('that the plan puts off are read, and counted', () => {
    const parts = {
      changes: [aKeyChange()],
      members: {
        complete: false,
        deferred_changes: [{ reason: 'provider_config_unknown', resource_change: aFlowChange() }],
      },
    };
    expect(flowOf(parts).resource).toBe('aws_appflow_flow.orders');
    expect(read(parts).notes).toEqual(['The plan puts off 1 resource: little is known of them yet.']);
  });

  it('may be missing from a plan that is not complete, which is told', () => {
    expect(read({ members: { complete: false } }).notes).toEqual([
      'The plan is not complete, for instance since it has a -target: what it leaves out was not looked at.',
    ]);
  });

  it('in a module whose address nobody can read are read, without their key', () => {
    const flow = { ...aFlowChange(), address: 'module["x"].aws_appflow_flow.orders', module_address: 'module["x"]' };
    expect(flowOf({ changes: [flow] })).toMatchObject({
      resource: 'module["x"].aws_appflow_flow.orders',
      key: {
        kind: 'unknown',
        because: 'the plan does not hold the configuration of module["x"].aws_appflow_flow.orders',
      },
    });
  });

  it('have a name that is not known yet, saying of what it is made', () => {
    const flow = aChange('aws_appflow_flow.orders', { unknown: { name: true, kms_arn: true } });
    const suffix = aChange('random_id.suffix', { unknown: { hex: true } });
    const block = aBlock('aws_appflow_flow.orders', {
      name: { references: ['random_id.suffix.hex', 'random_id.suffix'] },
    });
    expect(flowOf({ changes: [flow, suffix], blocks: [block] }).name).toEqual({
      kind: 'unknown',
      because: 'it depends on random_id.suffix.hex, known only when the plan is applied',
    });
  });

  it('with hostile names and indexes keep them, and do not let them into the words around', () => {
    const resource = 'aws_appflow_flow.orders["<script>\u202e\\nx"]';
    const flow = { ...aFlowChange(), address: resource, index: '<script>\u202e\nx' };
    const { resource: kept, key } = flowOf({
      ...flowNaming('local.a\u202e\nb'),
      changes: [flow, aKeyChange()],
    });
    expect(kept).toBe(resource);
    expect(key).toEqual({ kind: 'unknown', because: 'a plan does not hold what local.a\uFFFD\uFFFDb is' });
  });

  it.each(['constructor', '__proto__', 'toString'])('in a module called %p are read like any', (name) => {
    const flow = {
      ...aFlowChange(),
      address: `module.${name}.aws_appflow_flow.orders`,
      module_address: `module.${name}`,
    };
    const text = aPlan({
      changes: [flow, aKeyChange()],
      blocks: [LAKE],
      calls: {
        MODULE: {
          expressions: { toString: { references: ['aws_kms_key.lake.arn', 'aws_kms_key.lake'] } },
          module: {
            resources: [aBlock('aws_appflow_flow.orders', { kms_arn: { references: ['var.toString'] } })],
            variables: { toString: {} },
          },
        },
      },
    });
    const [only] = readPlan('plan.json', text.replace('"MODULE"', JSON.stringify(name))).cases;
    expect(only?.world.flows).toMatchObject([{ key: { kind: 'key', id: 'aws_kms_key.lake' } }]);
  });
});

describe('keys', () => {
  const lake = (values: Parameters<typeof aKeyChange>[1], expressions: Readonly<Record<string, unknown>> = {}) => ({
    changes: [aFlowChange(), aKeyChange('aws_kms_key.lake', values)],
    blocks: [FLOW_ON_LAKE, aBlock('aws_kms_key.lake', expressions)],
  });

  it('rotate each year where the period is left out', () => {
    expect(keyOf().rotation).toEqual(known({ kind: 'on', periodInDays: 365 }));
  });

  it('do not rotate where nobody says so', () => {
    expect(keyOf(lake({ after: { enable_key_rotation: false } })).rotation).toEqual(known({ kind: 'off' }));
  });

  it('have an unknown period where one is given that nobody knows yet', () => {
    const { changes, blocks } = lake({}, { rotation_period_in_days: { references: ['random_integer.days.result'] } });
    const days = aChange('random_integer.days', { unknown: { result: true } });
    expect(keyOf({ changes: [...changes, days], blocks }).rotation).toEqual({
      kind: 'unknown',
      because: 'it depends on random_integer.days.result, known only when the plan is applied',
    });
  });

  it('keep period and policy where a plan changes something else and shows neither', () => {
    const key = lake({
      actions: ['update'],
      before: { rotation_period_in_days: 90, policy: '{"Statement":[]}' },
      after: { is_enabled: false },
    });
    expect(keyOf(key)).toMatchObject({
      state: known('Disabled'),
      rotation: known({ kind: 'on', periodInDays: 90 }),
      policy: known('{"Statement":[]}'),
    });
  });

  it.each([
    { name: 'a CloudHSM key store', after: { custom_key_store_id: 'cks-1' }, origin: 'AWS_CLOUDHSM' },
    {
      name: 'an external key store',
      after: { custom_key_store_id: 'cks-1', xks_key_id: 'bb8562717f809024' },
      origin: 'EXTERNAL_KEY_STORE',
    },
  ])('of $name cannot rotate', ({ after, origin }) => {
    expect(keyOf(lake({ after }))).toMatchObject({ origin: known(origin), rotation: known({ kind: 'impossible' }) });
  });

  it('have the policy of a resource of its own, whatever their own says', () => {
    const parts = {
      changes: [
        aFlowChange(),
        aKeyChange('aws_kms_key.lake', { after: { policy: '{"Statement":["own"]}' }, unknown: { policy: false } }),
        aChange('aws_kms_key_policy.lake', { after: { policy: '{"Statement":[]}' }, unknown: { key_id: true } }),
      ],
      blocks: [
        FLOW_ON_LAKE,
        LAKE,
        aBlock('aws_kms_key_policy.lake', { key_id: { references: ['aws_kms_key.lake.id', 'aws_kms_key.lake'] } }),
      ],
    };
    expect(keyOf(parts).policy).toEqual(known('{"Statement":[]}'));
  });

  it('have an unknown policy where one is put to a key that the plan does not tell', () => {
    const parts = {
      changes: [
        aFlowChange(),
        aKeyChange(),
        aChange('aws_kms_key_policy.lake', { after: { policy: '{"Statement":[]}' }, unknown: { key_id: true } }),
      ],
      blocks: [FLOW_ON_LAKE, LAKE, aBlock('aws_kms_key_policy.lake', { key_id: { references: ['local.key'] } })],
    };
    expect(keyOf(parts).policy).toEqual({
      kind: 'unknown',
      because: 'a plan does not tell whose policy aws_kms_key_policy.lake is',
    });
  });

  it('are imported without material where none is given, and work with it', () => {
    const external = (after: Readonly<Record<string, unknown>>) => ({
      changes: [aChange('aws_kms_external_key.lake', { after, unknown: { arn: true, enabled: true, key_spec: true } })],
      blocks: [aBlock('aws_kms_external_key.lake')],
    });
    expect(keyOf(external({})).state).toEqual(known('PendingImport'));
    expect(keyOf(external({ key_material_base64: 'AAAA' })).state).toEqual(known('Enabled'));
  });
});

describe('tags', () => {
  const providers = (tags: Readonly<Record<string, unknown>>) => ({
    aws: { name: 'aws', expressions: { default_tags: [{ tags }] } },
  });
  const tagged = (tags: Readonly<Record<string, unknown>>, unknown: Readonly<Record<string, unknown>> = {}) =>
    aFlowChange('aws_appflow_flow.orders', { after: { tags }, unknown });

  it('are those of `tags_all`, with the default tags of the provider', () => {
    const flow = aFlowChange('aws_appflow_flow.orders', {
      after: { tags: { Owner: 'crm' }, tags_all: { Owner: 'crm', CostCenter: '4711' } },
      unknown: { tags_all: false },
    });
    expect(flowOf({ changes: [flow] }).tags).toEqual(known({ Owner: 'crm', CostCenter: '4711' }));
  });

  it('are put together where one of them is empty, since `tags_all` is not shown then', () => {
    const parts = {
      changes: [tagged({ Owner: '' })],
      providers: providers({ constant_value: { Owner: 'default', CostCenter: '4711' } }),
    };
    expect(flowOf(parts).tags).toEqual(known({ Owner: '', CostCenter: '4711' }));
  });

  it('are unknown where the provider adds others that the plan does not tell', () => {
    const parts = { changes: [tagged({ Owner: '' })], providers: providers({ references: ['local.tags'] }) };
    expect(flowOf(parts).tags).toEqual({
      kind: 'unknown',
      because: 'the provider adds default tags made of local.tags, which the plan does not tell here',
    });
  });

  it('are told one by one where the value of one is not known yet', () => {
    expect(flowOf({ changes: [tagged({ Owner: 'crm' }, { tags: { Id: true } })] })).toMatchObject({
      tags: { kind: 'unknown', because: 'the value of Id is not known before the plan is applied, or secret' },
      tagValues: {
        Owner: known('crm'),
        Id: { kind: 'unknown', because: 'it is known only when the plan is applied' },
      },
    });
  });

  it('are unknown as a whole where nobody knows how many there are', () => {
    const flow = aFlowChange('aws_appflow_flow.orders', { unknown: { tags: true } });
    const block = aBlock('aws_appflow_flow.orders', { tags: { references: ['local.tags'] } });
    const { tags, tagValues } = flowOf({ changes: [flow], blocks: [block] });
    expect(tags).toEqual({ kind: 'unknown', because: 'a plan does not hold what local.tags is' });
    expect(tagValues).toBeUndefined();
  });
});

describe('account and Region', () => {
  const WITHOUT_REGION = aChange('aws_appflow_flow.orders', { after: { name: 'orders' } });

  it('are those of the provider, for versions in which a resource has no Region of its own', () => {
    const parts = {
      changes: [WITHOUT_REGION],
      providers: {
        aws: {
          expressions: {
            region: { references: ['var.region'] },
            allowed_account_ids: { constant_value: ['111122223333'] },
          },
        },
      },
      members: { variables: { region: { value: 'eu-central-1' } } },
    };
    expect(worldOf(parts)).toMatchObject({ account: known('111122223333'), region: known('eu-central-1') });
  });

  it('are unknown where the provider takes them from its surroundings', () => {
    expect(worldOf({ changes: [WITHOUT_REGION], providers: { aws: { name: 'aws' } } })).toMatchObject({
      account: { kind: 'unknown' },
      region: { kind: 'unknown', because: 'the plan does not tell the Region of the provider' },
    });
  });

  it('are those of the role that the provider takes', () => {
    const role_arn = { constant_value: 'arn:aws:iam::444455556666:role/deploy' };
    expect(worldOf({ providers: { aws: { expressions: { assume_role: [{ role_arn }] } } } }).account).toEqual(
      known('444455556666'),
    );
  });

  it('are unknown where the flows of a plan are in several', () => {
    const changes = [
      aFlowChange(),
      aFlowChange('aws_appflow_flow.refunds', { after: { region: 'us-east-1' } }),
      aKeyChange(),
    ];
    expect(worldOf({ changes, blocks: [FLOW_ON_LAKE, LAKE] }).region).toEqual({
      kind: 'unknown',
      because: 'the plan is for more than one Region',
    });
  });
});

it('tells what a data source knows of a key that exists, since its ARN alone is looked at', () => {
  const resources = [
    {
      address: 'data.aws_kms_key.old',
      mode: 'data',
      type: 'aws_kms_key',
      name: 'old',
      provider_name: 'registry.terraform.io/hashicorp/aws',
      values: {
        arn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
        key_manager: 'CUSTOMER',
        key_state: 'PendingDeletion',
      },
    },
  ];
  const members = { prior_state: { values: { root_module: { child_modules: [{ address: 'module.m', resources }] } } } };
  expect(read({ members }).notes).toEqual(['The key of data.aws_kms_key.old is in the state PendingDeletion.']);
});

it('reads a flow that has any one of thousands of keys as unknown, without listing them', () => {
  const keys = Array.from({ length: 3000 }, (_, index) => ({
    ...aKeyChange('aws_kms_key.lake'),
    address: `aws_kms_key.lake[${index}]`,
    index,
  }));
  expect(flowOf({ ...flowNaming('aws_kms_key.lake'), changes: [aFlowChange(), ...keys] }).key).toEqual({
    kind: 'unknown',
    because: 'it is one of 3000 instances of aws_kms_key.lake: a plan does not tell which',
  });
});
