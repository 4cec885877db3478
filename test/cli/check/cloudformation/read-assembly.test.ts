import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readAssembly } from '../../../../cli/check/cloudformation/read-assembly.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** An assembly of these files, each as JSON. */
const assembly = (files: Readonly<Record<string, unknown>>): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'assembly-'));
  folders.push(folder);
  for (const [name, json] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), JSON.stringify(json, null, 1));
  }
  return folder;
};

const read = async (files: Readonly<Record<string, unknown>>, given: Readonly<Record<string, string>> = {}) => {
  const folder = assembly(files);
  const found = await readAssembly(folder, new Map(Object.entries(given)));
  return JSON.parse(JSON.stringify(found).replaceAll(`${folder}/`, '')) as typeof found;
};

const stack = (
  templateFile: string,
  more: Readonly<Record<string, unknown>> = {},
  environment = 'aws://unknown-account/unknown-region',
) => ({
  type: 'aws:cloudformation:stack',
  environment,
  properties: { templateFile, ...more },
});

const manifest = (artifacts: Readonly<Record<string, unknown>>) => ({ version: '48.0.0', artifacts });

const FLOW = {
  Orders: {
    Type: 'AWS::AppFlow::Flow',
    Properties: { FlowName: 'orders', KMSArn: { 'Fn::ImportValue': 'Keys:Arn' } },
    Metadata: { 'aws:cdk:path': 'Flows/Orders' },
  },
};
const KEY = { Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } } };
const KEYS = {
  Resources: KEY,
  Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'Keys:Arn' } } },
};

const unknownPlace = { account: { kind: 'unknown' }, region: { kind: 'unknown' } };

describe('an assembly', () => {
  it('is read stack by stack', async () => {
    const files = await read({
      'manifest.json': manifest({
        Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
        'Flows.assets': { type: 'cdk:asset-manifest', properties: { file: 'Flows.assets.json' } },
        Keys: stack('Keys.template.json'),
        Flows: stack('Flows.template.json'),
      }),
      'Keys.template.json': { Resources: KEY },
      'Flows.template.json': { Resources: FLOW },
    });
    expect(files).toMatchObject([
      { file: 'Keys.template.json', cases: [{ world: { flows: [], keys: [{ id: 'Keys/Key' }], ...unknownPlace } }] },
      {
        file: 'Flows.template.json',
        notes: [],
        cases: [
          {
            world: {
              flows: [
                {
                  place: { file: 'Flows.template.json', line: 3 },
                  resource: 'Orders',
                  constructPath: 'Flows/Orders',
                  key: { kind: 'unknown', because: 'the import Keys:Arn is known only where it is deployed', line: 8 },
                },
              ],
            },
          },
        ],
      },
    ]);
  });

  it('has the place, the name and the tags of its stacks', async () => {
    const [file] = await read(
      {
        'manifest.json': manifest({
          Keys: stack(
            'Keys.template.json',
            { stackName: 'lake-keys', tags: { Owner: 'data', Stage: 'dev' }, parameters: { Period: '90' } },
            'aws://111122223333/eu-west-1',
          ),
        }),
        'Keys.template.json': {
          Parameters: { Period: { Type: 'Number' }, Usage: { Type: 'String' } },
          Resources: {
            Key: {
              Type: 'AWS::KMS::Key',
              Properties: {
                EnableKeyRotation: true,
                RotationPeriodInDays: { Ref: 'Period' },
                KeyUsage: { Ref: 'Usage' },
                Tags: [
                  { Key: 'Stage', Value: 'prod' },
                  { Key: 'Stack', Value: { Ref: 'AWS::StackName' } },
                ],
              },
            },
          },
        },
      },
      { Usage: 'ENCRYPT_DECRYPT', 'AWS::Region': 'us-east-1' },
    );
    expect(file?.cases[0]?.world).toMatchObject({
      account: { kind: 'known', value: '111122223333' },
      region: { kind: 'known', value: 'eu-west-1' },
      keys: [
        {
          id: 'Key',
          usage: { kind: 'known', value: 'ENCRYPT_DECRYPT' },
          rotation: { kind: 'known', value: { kind: 'on', periodInDays: 90 } },
          tags: { kind: 'known', value: { Owner: 'data', Stage: 'prod', Stack: 'lake-keys' } },
        },
      ],
    });
  });

  it('takes the place from parameters where it has none', async () => {
    const files = { 'manifest.json': manifest({ Keys: stack('Keys.template.json') }), 'Keys.template.json': KEYS };
    const [file] = await read(files, { 'AWS::Region': 'us-east-1' });
    expect(file?.cases[0]?.world.region).toEqual({ kind: 'known', value: 'us-east-1' });
  });
});

describe('what a stack of an assembly exports', () => {
  const artifacts = {
    Flows: stack('Flows.template.json'),
    Other: stack('Other.template.json'),
    Keys: stack('Keys.template.json'),
  };
  const files = {
    'manifest.json': manifest(artifacts),
    'Keys.template.json': KEYS,
    'Other.template.json': { Resources: {} },
    'Flows.template.json': { Resources: FLOW },
  };

  it('is followed, and the two are read together', async () => {
    expect(await read(files)).toMatchObject([
      {
        file: 'Flows.template.json, Keys.template.json',
        cases: [
          {
            world: {
              flows: [{ resource: 'Orders', key: { kind: 'key', id: 'Keys/Key' } }],
              keys: [{ id: 'Keys/Key', place: { file: 'Keys.template.json', line: 3 } }],
            },
          },
        ],
      },
      { file: 'Other.template.json' },
    ]);
  });

  it('is not what a stack of another Region exports', async () => {
    const here = 'aws://111122223333/eu-west-1';
    const elsewhere = manifest({
      Flows: stack('Flows.template.json', {}, here),
      Keys: stack('Keys.template.json', {}, 'aws://111122223333/us-east-1'),
    });
    const [file] = await read({ ...files, 'manifest.json': elsewhere });
    expect(file?.cases[0]?.world.flows[0]?.key).toMatchObject({ kind: 'unknown' });
    const same = manifest({
      Flows: stack('Flows.template.json', {}, here),
      Keys: stack('Keys.template.json', {}, here),
    });
    const [found] = await read({ ...files, 'manifest.json': same });
    expect(found?.cases[0]?.world.flows[0]?.key).toEqual({ kind: 'key', id: 'Keys/Key' });
  });

  it('is unknown where two stacks export the same', async () => {
    const twice = manifest({ ...artifacts, Twin: stack('Keys.template.json') });
    const [file] = await read({ ...files, 'manifest.json': twice });
    expect(file?.cases[0]?.world.flows[0]?.key).toMatchObject({ kind: 'unknown' });
  });

  it('makes cases of the conditions of the stack that exports', async () => {
    const conditional = {
      ...KEYS,
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
      Resources: {
        Key: {
          Type: 'AWS::KMS::Key',
          Properties: { EnableKeyRotation: { 'Fn::If': ['IsProd', true, false] } },
        },
      },
    };
    const [file] = await read({ ...files, 'Keys.template.json': conditional });
    expect(file?.cases.map(({ condition, world }) => [condition, world.keys[0]?.rotation])).toEqual([
      ['IsProd is true', { kind: 'known', value: { kind: 'on', periodInDays: 365 } }],
      ['IsProd is false', { kind: 'known', value: { kind: 'off' } }],
    ]);
  });

  it('needs no more than itself', async () => {
    const circle = (from: string, to: string) => ({
      Resources: from === 'a' ? { ...FLOW, ...KEY } : KEY,
      Outputs: { Out: { Value: { 'Fn::ImportValue': to }, Export: { Name: from } } },
    });
    const flow = { Orders: { ...FLOW.Orders, Properties: { KMSArn: { 'Fn::ImportValue': 'b' } } } };
    const all = {
      'manifest.json': manifest({ A: stack('A.json'), B: stack('B.json') }),
      'A.json': { ...circle('a', 'b'), Resources: flow },
      'B.json': circle('b', 'a'),
    };
    await expect(read(all)).rejects.toThrow(/cannot be used: the export b needs itself/);
  });
});

describe('stages and nested stacks', () => {
  const stage = (name: string) => ({ type: 'cdk:cloud-assembly', properties: { directoryName: `assembly-${name}` } });
  const inStage = manifest({ Flows: stack('Flows.template.json'), Keys: stack('Keys.template.json') });

  it('are read, each with what its own stage exports', async () => {
    const files = await read({
      'manifest.json': manifest({ Dev: stage('Dev'), Prod: stage('Prod') }),
      'assembly-Dev/manifest.json': inStage,
      'assembly-Dev/Flows.template.json': { Resources: FLOW },
      'assembly-Dev/Keys.template.json': KEYS,
      'assembly-Prod/manifest.json': inStage,
      'assembly-Prod/Flows.template.json': { Resources: FLOW },
      'assembly-Prod/Keys.template.json': KEYS,
    });
    expect(files.map(({ cases }) => cases[0]?.world.flows.map(({ place, key }) => [place.file, key]))).toEqual([
      [['assembly-Dev/Flows.template.json', { kind: 'key', id: 'assembly-Dev/Keys/Key' }]],
      [['assembly-Prod/Flows.template.json', { kind: 'key', id: 'assembly-Prod/Keys/Key' }]],
    ]);
  });

  it('follows a nested stack to its asset', async () => {
    const nested = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: { 'Fn::Sub': 'https://s3.amazonaws.com/bucket/x.json' } },
      Metadata: { 'aws:asset:path': 'Flows.nested.template.json', 'aws:asset:property': 'TemplateURL' },
    };
    const [file] = await read({
      'manifest.json': manifest({ Flows: stack('Flows.template.json') }),
      'Flows.template.json': { Resources: { Nested: nested } },
      'Flows.nested.template.json': { Resources: FLOW },
    });
    expect(file?.cases[0]?.world.flows).toMatchObject([
      { place: { file: 'Flows.nested.template.json' }, resource: 'Nested/Orders', constructPath: 'Flows/Orders' },
    ]);
  });
});

describe('refuses', () => {
  it.each([
    ['a folder without a manifest', { 'x.json': {} }, /manifest.json cannot be read: name the folder of an assembly/],
    ['another manifest', { 'manifest.json': { artifacts: 1 } }, /manifest.json cannot be used: it is not the manifest/],
    [
      'a template that is not there',
      { 'manifest.json': manifest({ A: stack('A.json') }) },
      /A.json cannot be read, though/,
    ],
    [
      'a template outside',
      { 'manifest.json': manifest({ A: stack('../A.json') }) },
      /A.json is not inside of the assembly/,
    ],
    [
      'a template anywhere',
      { 'manifest.json': manifest({ A: stack('/etc/passwd') }) },
      /passwd is not inside of the assembly/,
    ],
    [
      'an assembly in itself',
      { 'manifest.json': manifest({ A: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } }) },
      /its assemblies are nested too deeply/,
    ],
  ])('%s', async (_, files: Readonly<Record<string, unknown>>, problem) => {
    await expect(read(files)).rejects.toThrow(problem);
  });

  it('a manifest that is no JSON', async () => {
    const folder = assembly({ 'manifest.json': {} });
    writeFileSync(path.join(folder, 'manifest.json'), '{');
    await expect(readAssembly(folder, new Map())).rejects.toThrow(/manifest.json cannot be used: it is not JSON/);
  });
});
