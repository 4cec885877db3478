import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlannedFile, PlannedKeyName, PlannedWorld } from '../../../../cli/check/planned.ts';
import { readPlan } from '../../../../cli/check/terraform/read-plan.ts';

const read = (name: string): PlannedFile => {
  const file = path.join('test/cli/check/terraform/plans', `${name}.json`);
  return readPlan(`${name}.json`, readFileSync(file, 'utf8'));
};

const worldOf = ({ cases: [only] }: PlannedFile): PlannedWorld => {
  if (only === undefined) throw new Error('There is no case');
  return only.world;
};

const keysNamed = (name: string): Readonly<Record<string, PlannedKeyName>> =>
  Object.fromEntries(worldOf(read(name)).flows.map(({ resource, key }) => [resource, key]));

const known = <T>(value: T) => ({ kind: 'known', value });

const ROOT_POLICY =
  '{"Statement":[{"Action":"kms:*","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},' +
  '"Resource":"*"}],"Version":"2012-10-17"}';
const OPEN_POLICY =
  '{"Statement":[{"Action":"kms:*","Effect":"Allow","Principal":{"AWS":"*"},"Resource":"*"}],"Version":"2012-10-17"}';
const A_KEY = {
  place: { file: 'basic.json' },
  state: known('Enabled'),
  spec: known('SYMMETRIC_DEFAULT'),
  usage: known('ENCRYPT_DECRYPT'),
  origin: known('AWS_KMS'),
};

it('reads flows, keys with their policies, and aliases, with the default tags of the provider', () => {
  expect(read('basic')).toEqual({
    file: 'basic.json',
    cases: [
      {
        condition: '',
        world: {
          account: {
            kind: 'unknown',
            because:
              'the plan does not tell the account: aws_caller_identity would, or allowed_account_ids of the provider',
          },
          region: known('eu-west-1'),
          flows: [
            {
              place: { file: 'basic.json' },
              resource: 'aws_appflow_flow.bare',
              name: known('bare'),
              key: { kind: 'none' },
              tags: known({ CostCenter: '4711' }),
              profiles: [],
              buckets: [
                { role: 'source', bucket: known({ name: 'inbox' }) },
                { role: 'error handling', bucket: known({ name: 'errors' }) },
              ],
            },
            {
              place: { file: 'basic.json' },
              resource: 'aws_appflow_flow.null_variable',
              name: known('null-variable'),
              key: { kind: 'none' },
              tags: known({ CostCenter: '4711' }),
              profiles: [],
              buckets: [{ role: 'source', bucket: known({ name: 'inbox' }) }],
            },
            {
              place: { file: 'basic.json' },
              resource: 'aws_appflow_flow.orders',
              name: known('orders'),
              key: { kind: 'key', id: 'aws_kms_key.lake' },
              tags: known({ CostCenter: '0815', Team: 'crm' }),
              profiles: [known({ name: 'crm-prod' })],
              buckets: [{ role: 'destination', bucket: known({ name: 'company-lake' }) }],
            },
          ],
          keys: [
            {
              ...A_KEY,
              id: 'aws_kms_key.lake',
              rotation: known({ kind: 'on', periodInDays: 365 }),
              tags: known({ CostCenter: '4711', Owner: 'data-platform' }),
              policy: known(ROOT_POLICY),
            },
            {
              ...A_KEY,
              id: 'aws_kms_key.yearly',
              rotation: known({ kind: 'on', periodInDays: 180 }),
              tags: known({ CostCenter: '4711' }),
              policy: known(OPEN_POLICY),
            },
          ],
          aliases: [
            {
              id: 'aws_kms_alias.lake',
              place: { file: 'basic.json' },
              name: known('alias/appflow-lake'),
              target: { kind: 'key', id: 'aws_kms_key.lake' },
            },
          ],
          profiles: [],
          buckets: [],
        },
      },
    ],
    notes: [],
  });
});

it('reads the same of what OpenTofu printed of the same configuration', () => {
  const withoutFile = (text: string) => JSON.parse(text.replaceAll(/basic(-opentofu)?\.json/g, 'plan.json'));
  expect(withoutFile(JSON.stringify(read('basic-opentofu')))).toEqual(withoutFile(JSON.stringify(read('basic'))));
});

it('follows keys through variables, modules and their outputs', () => {
  expect(keysNamed('modules')).toEqual({
    'module.direct.aws_appflow_flow.this': { kind: 'key', id: 'module.one_key.aws_kms_key.this[0]' },
    'module.each["eu"].aws_appflow_flow.this': { kind: 'key', id: 'module.keys["eu"].aws_kms_key.this[0]' },
    'module.each["us"].aws_appflow_flow.this': { kind: 'key', id: 'module.keys["us"].aws_kms_key.this[0]' },
    'module.hostile["a\\"].b[\\"c.d $${x} \\u202e<b>"].aws_appflow_flow.this': {
      kind: 'alias',
      id: 'module.one_key.aws_kms_alias.this',
    },
    'module.indexed.module.inner.aws_appflow_flow.this': {
      kind: 'key',
      id: 'module.keys["us"].aws_kms_key.this[0]',
    },
    'module.made_key.aws_appflow_flow.this': { kind: 'key', id: 'module.made_key.aws_kms_key.made[0]' },
    'module.without.aws_appflow_flow.this': { kind: 'none' },
  });
  expect(worldOf(read('modules')).aliases).toMatchObject([
    { name: known('alias/appflow-eu'), target: { kind: 'key', id: 'module.keys["eu"].aws_kms_key.this[0]' } },
    { name: known('alias/appflow-us'), target: { kind: 'key', id: 'module.keys["us"].aws_kms_key.this[0]' } },
    { name: known('alias/appflow-one'), target: { kind: 'key', id: 'module.one_key.aws_kms_key.this[0]' } },
  ]);
});

it('takes the instance of the own index, says so, and never guesses another one', () => {
  expect(keysNamed('indexes')).toEqual({
    'aws_appflow_flow.chained["eu"]': { kind: 'key', id: 'aws_kms_key.lake["eu"]' },
    'aws_appflow_flow.chained["us"]': { kind: 'key', id: 'aws_kms_key.lake["us"]' },
    'aws_appflow_flow.counted[0]': { kind: 'key', id: 'aws_kms_key.numbered[0]' },
    'aws_appflow_flow.counted[1]': { kind: 'key', id: 'aws_kms_key.numbered[1]' },
    'aws_appflow_flow.each["eu"]': { kind: 'key', id: 'aws_kms_key.lake["eu"]' },
    'aws_appflow_flow.each["us"]': { kind: 'key', id: 'aws_kms_key.lake["us"]' },
    'aws_appflow_flow.literal': { kind: 'key', id: 'aws_kms_key.lake["eu"]' },
    'aws_appflow_flow.looked_up': {
      kind: 'unknown',
      because: 'it is one of aws_kms_key.lake["eu"], aws_kms_key.lake["us"]: a plan does not tell which',
    },
    // The plan prints of `1 - count.index` the same as of `count.index`.
    'aws_appflow_flow.shifted[0]': { kind: 'key', id: 'aws_kms_key.numbered[0]' },
    'aws_appflow_flow.shifted[1]': { kind: 'key', id: 'aws_kms_key.numbered[1]' },
    'aws_appflow_flow.splat': { kind: 'key', id: 'aws_kms_key.only[0]' },
    'aws_appflow_flow.valued["orders"]': {
      kind: 'unknown',
      because:
        'each.value is a part of what is made of aws_kms_key.lake["eu"].arn, aws_kms_key.lake["us"].arn: a ' +
        'plan does not tell which',
    },
    'aws_appflow_flow.valued["refunds"]': {
      kind: 'unknown',
      because:
        'each.value is a part of what is made of aws_kms_key.lake["eu"].arn, aws_kms_key.lake["us"].arn: a ' +
        'plan does not tell which',
    },
  });
  expect(read('indexes').notes).toEqual([
    'Each aws_appflow_flow.counted is taken to use aws_kms_key.numbered of its own index: a plan tells ' +
      'that the index decides, not how.',
    'Each aws_appflow_flow.each is taken to use aws_kms_key.lake of its own index: a plan tells that the ' +
      'index decides, not how.',
    'Each aws_appflow_flow.shifted is taken to use aws_kms_key.numbered of its own index: a plan tells ' +
      'that the index decides, not how.',
  ]);
});

it('knows no key where a condition could leave it out, since a plan does not print a branch that is null', () => {
  expect(keysNamed('branches')).toEqual({
    'aws_appflow_flow.absent': { kind: 'none' },
    'aws_appflow_flow.alias': { kind: 'alias', id: 'aws_kms_alias.lake' },
    'aws_appflow_flow.coalesced': {
      kind: 'unknown',
      because:
        'it depends on var.given whether it is aws_kms_key.lake.arn: a plan does not tell what it is ' +
        'otherwise, and nothing at all would look the same',
    },
    'aws_appflow_flow.key_id': {
      kind: 'unknown',
      because:
        'it is made of aws_kms_key.lake.key_id: a plan does not tell whether that is a part of an ARN, or ' +
        'stands alone and names no key; refer to the ARN itself',
    },
    'aws_appflow_flow.literal': {
      kind: 'text',
      text: 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
    },
    'aws_appflow_flow.local': { kind: 'unknown', because: 'a plan does not hold what local.key_arn is' },
    'aws_appflow_flow.made': { kind: 'key', id: 'aws_kms_key.made[0]' },
    'aws_appflow_flow.null_branch': {
      kind: 'unknown',
      because:
        'it depends on var.encrypt whether it is aws_kms_key.lake.arn: a plan does not tell what it is ' +
        'otherwise, and nothing at all would look the same',
    },
    'aws_appflow_flow.one_key': { kind: 'key', id: 'aws_kms_key.lake' },
    'aws_appflow_flow.template': {
      kind: 'unknown',
      because:
        'it is made of aws_kms_key.lake.key_id: a plan does not tell whether that is a part of an ARN, or ' +
        'stands alone and names no key; refer to the ARN itself',
    },
    'aws_appflow_flow.two_keys': {
      kind: 'unknown',
      because: 'it is one of aws_kms_key.lake.arn, aws_kms_key.other.arn: a plan does not tell which',
    },
  });
});

it('takes what data sources read for keys that exist, and tells what they know of them', () => {
  const EXISTING = {
    kind: 'text',
    text: 'arn:aws:kms:eu-west-1:111122223333:key/1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d',
  };
  expect(keysNamed('data')).toEqual({
    'aws_appflow_flow.alias': EXISTING,
    'aws_appflow_flow.default': EXISTING,
    'aws_appflow_flow.known': EXISTING,
    'aws_appflow_flow.late': {
      kind: 'unknown',
      because: 'it comes from data.aws_kms_key.late.arn, known only when the plan is applied',
    },
    'aws_appflow_flow.new': { kind: 'key', id: 'aws_kms_key.new' },
  });
  const { keys, account } = worldOf(read('data'));
  expect(account).toEqual(known('111122223333'));
  expect(keys).toMatchObject([
    {
      id: 'aws_kms_key.new',
      policy: {
        kind: 'unknown',
        because: 'it depends on data.aws_iam_policy_document.late.json, known only when the plan is applied',
      },
    },
    { id: 'aws_kms_key.other', policy: known('default') },
  ]);
  expect(read('data').notes).toEqual(['The key of data.aws_kms_key.default is managed by AWS.']);
});

it('reads buckets with their encryption, profiles, and which of them a flow uses', () => {
  const { flows, buckets, profiles } = worldOf(read('buckets'));
  expect(flows.map(({ resource, profiles, buckets }) => ({ resource, profiles, buckets }))).toEqual([
    {
      resource: 'aws_appflow_flow.known',
      profiles: [],
      buckets: [
        { role: 'source', bucket: known({ planned: 'aws_s3_bucket.plain' }) },
        { role: 'intermediate', bucket: known({ planned: 'aws_s3_bucket.managed' }) },
        { role: 'error handling', bucket: known({ name: 'elsewhere' }) },
      ],
    },
    {
      resource: 'aws_appflow_flow.lake',
      profiles: [known({ planned: 'aws_appflow_connector_profile.crm' })],
      buckets: [{ role: 'destination', bucket: known({ planned: 'aws_s3_bucket.lake' }) }],
    },
    {
      resource: 'aws_appflow_flow.other_profile',
      profiles: [known({ name: 'existing' })],
      buckets: [{ role: 'destination', bucket: known({ name: 'company-lake' }) }],
    },
  ]);
  expect(buckets).toEqual([
    {
      id: 'aws_s3_bucket.lake',
      name: { kind: 'unknown', because: 'the provider makes its name when the plan is applied' },
      encryption: known({ algorithm: 'aws:kms', key: { kind: 'key', id: 'aws_kms_key.lake' } }),
    },
    {
      id: 'aws_s3_bucket.managed',
      name: known('managed'),
      encryption: known({ algorithm: 'aws:kms', key: { kind: 'none' } }),
    },
    {
      id: 'aws_s3_bucket.plain',
      name: known('plain'),
      encryption: known({ algorithm: 'AES256', key: { kind: 'none' } }),
    },
  ]);
  expect(profiles).toEqual([
    {
      id: 'aws_appflow_connector_profile.crm',
      name: known('crm'),
      key: { kind: 'key', id: 'aws_kms_key.lake' },
    },
  ]);
});

it('reads flows and keys of the Cloud Control provider', () => {
  const { flows, keys, aliases } = worldOf(read('awscc'));
  expect(flows).toEqual([
    {
      place: { file: 'awscc.json' },
      resource: 'awscc_appflow_flow.bare',
      name: known('bare'),
      key: { kind: 'none' },
      tags: known({}),
      profiles: [],
      buckets: [{ role: 'destination', bucket: known({ name: 'lake' }) }],
    },
    {
      place: { file: 'awscc.json' },
      resource: 'awscc_appflow_flow.cc',
      name: known('cc'),
      key: { kind: 'key', id: 'awscc_kms_key.cc' },
      tags: known({}),
      profiles: [],
      buckets: [{ role: 'destination', bucket: known({ name: 'lake' }) }],
    },
    {
      place: { file: 'awscc.json' },
      resource: 'awscc_appflow_flow.lake',
      name: known('lake'),
      key: { kind: 'key', id: 'aws_kms_key.lake' },
      tags: known({ Owner: 'crm' }),
      profiles: [known({ name: 'crm' })],
      buckets: [{ role: 'destination', bucket: known({ name: 'lake' }) }],
    },
  ]);
  expect(keys[1]).toEqual({
    id: 'awscc_kms_key.cc',
    place: { file: 'awscc.json' },
    state: known('Enabled'),
    spec: known('SYMMETRIC_DEFAULT'),
    usage: known('ENCRYPT_DECRYPT'),
    origin: known('AWS_KMS'),
    rotation: known({ kind: 'on', periodInDays: 365 }),
    tags: known({ Owner: 'crm' }),
    policy: known('{"Statement":[],"Version":"2012-10-17"}'),
  });
  expect(aliases).toMatchObject([{ name: known('alias/cc'), target: { kind: 'key', id: 'awscc_kms_key.cc' } }]);
});

it('judges what is there already as the plan leaves it: unchanged, changed, replaced, moved or destroyed', () => {
  const { flows, keys, account } = worldOf(read('existing'));
  expect(account).toEqual(known('111122223333'));
  expect(flows.map(({ resource, key }) => ({ resource, key }))).toEqual([
    { resource: 'aws_appflow_flow.bare_id', key: { kind: 'not-an-arn', of: 'aws_kms_key.kept' } },
    { resource: 'aws_appflow_flow.by_alias', key: { kind: 'alias', id: 'aws_kms_alias.kept' } },
    { resource: 'aws_appflow_flow.changed', key: { kind: 'key', id: 'aws_kms_key.changed' } },
    {
      resource: 'aws_appflow_flow.default',
      key: { kind: 'text', text: 'arn:aws:kms:eu-west-1:111122223333:key/00000000-aaaa-4aaa-8aaa-000000000000' },
    },
    { resource: 'aws_appflow_flow.kept', key: { kind: 'key', id: 'aws_kms_key.kept' } },
    { resource: 'aws_appflow_flow.moved', key: { kind: 'key', id: 'aws_kms_key.moved' } },
    { resource: 'aws_appflow_flow.to_doomed', key: { kind: 'key', id: 'aws_kms_key.doomed (destroyed by this plan)' } },
    { resource: 'aws_appflow_flow.to_replaced', key: { kind: 'key', id: 'aws_kms_key.replaced' } },
  ]);
  expect(keys.map(({ id, state, spec, rotation }) => ({ id, state, spec, rotation }))).toEqual([
    {
      id: 'aws_kms_key.changed',
      state: known('Disabled'),
      spec: known('SYMMETRIC_DEFAULT'),
      rotation: known({ kind: 'off' }),
    },
    {
      id: 'aws_kms_key.kept',
      state: known('Enabled'),
      spec: known('SYMMETRIC_DEFAULT'),
      rotation: known({ kind: 'on', periodInDays: 365 }),
    },
    {
      id: 'aws_kms_key.moved',
      state: known('Enabled'),
      spec: known('SYMMETRIC_DEFAULT'),
      rotation: known({ kind: 'off' }),
    },
    {
      id: 'aws_kms_key.replaced',
      state: known('Enabled'),
      spec: known('RSA_2048'),
      rotation: known({ kind: 'off' }),
    },
    {
      id: 'aws_kms_key.doomed (destroyed by this plan)',
      state: known('PendingDeletion'),
      spec: known('SYMMETRIC_DEFAULT'),
      rotation: known({ kind: 'off' }),
    },
  ]);
  expect(read('existing').notes).toEqual(['The plan gives up 1 flow, left out here.']);
});

it('looks at no secret, and knows imported keys, custom key stores and replicas', () => {
  const { flows, keys } = worldOf(read('sensitive'));
  const SECRET = { kind: 'unknown', because: 'the plan marks it as sensitive, so it is not looked at' };
  expect(flows.map(({ key }) => key)).toEqual([{ kind: 'key', id: 'aws_kms_replica_key.replica' }, SECRET]);
  expect(keys.map(({ place, usage, policy, ...rest }) => rest)).toEqual([
    {
      id: 'aws_kms_external_key.with_material',
      state: known('Enabled'),
      spec: known('SYMMETRIC_DEFAULT'),
      origin: known('EXTERNAL'),
      rotation: known({ kind: 'impossible' }),
      tags: { kind: 'unknown', because: 'the value of Secret is not known before the plan is applied, or secret' },
      tagValues: { Owner: known('hunter2'), Secret: SECRET },
    },
    {
      id: 'aws_kms_external_key.without_material',
      state: known('PendingImport'),
      spec: known('SYMMETRIC_DEFAULT'),
      origin: known('EXTERNAL'),
      rotation: known({ kind: 'impossible' }),
      tags: {
        kind: 'unknown',
        because: 'the provider adds default tags made of var.owner, which the plan does not tell here',
      },
    },
    {
      id: 'aws_kms_key.primary',
      state: known('Enabled'),
      spec: known('SYMMETRIC_DEFAULT'),
      origin: known('AWS_KMS'),
      rotation: known({ kind: 'on', periodInDays: 180 }),
      tags: known({ Owner: 'hunter2' }),
    },
    {
      id: 'aws_kms_key.store',
      state: known('Enabled'),
      spec: known('SYMMETRIC_DEFAULT'),
      origin: known('AWS_CLOUDHSM'),
      rotation: known({ kind: 'impossible' }),
      tags: {
        kind: 'unknown',
        because: 'the provider adds default tags made of var.owner, which the plan does not tell here',
      },
    },
    {
      id: 'aws_kms_replica_key.replica',
      state: known('Enabled'),
      spec: known('SYMMETRIC_DEFAULT'),
      origin: known('AWS_KMS'),
      rotation: known({ kind: 'on', periodInDays: 180 }),
      tags: known({ Owner: 'hunter2' }),
      primary: known('aws_kms_key.primary'),
    },
    {
      id: 'aws_kms_replica_key.stranger',
      state: known('Enabled'),
      spec: { kind: 'unknown', because: 'it is that of its primary key, which this plan does not make' },
      origin: known('AWS_KMS'),
      rotation: { kind: 'unknown', because: 'it is that of its primary key, which this plan does not make' },
      tags: known({ Owner: 'hunter2' }),
      primary: known('arn:aws:kms:us-east-1:111122223333:key/mrk-00000000000040008000000000000000'),
    },
  ]);
});

it('copies neither key material nor a secret key into what it makes of a plan', () => {
  const text = JSON.stringify(read('sensitive'));
  expect(text).not.toContain('aHVudGVyMg');
  expect(text).not.toContain('5ec2e700');
  expect(JSON.stringify(read('buckets'))).not.toContain('hunter2');
});

it('knows nothing of what stands in dynamic blocks, which a plan does not hold', () => {
  const { flows, buckets } = worldOf(read('dynamic'));
  const DYNAMIC = { kind: 'unknown', because: 'it stands in a dynamic block, which a plan does not hold' };
  expect(flows.map((flow) => flow.buckets)).toEqual([
    [
      { role: 'source', bucket: DYNAMIC },
      { role: 'destination', bucket: DYNAMIC },
    ],
  ]);
  expect(buckets).toMatchObject([{ encryption: known({ algorithm: 'aws:kms', key: DYNAMIC }) }]);
});
