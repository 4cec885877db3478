import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readPlannedFiles } from '../../../cli/check/read-file.ts';

let folder: string;
/** Below the working directory, from which files are told. */
beforeEach(async () => {
  await mkdir('dist', { recursive: true });
  folder = await mkdtemp('dist/check-');
});
afterEach(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string | Buffer): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
};
const read = async (name: string, content: string | Buffer) =>
  readPlannedFiles(await write(name, content), new Map([['Name', 'orders']]));
const problemOf = async (name: string, content: string | Buffer): Promise<string> => {
  try {
    await read(name, content);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'InvalidInputError') throw error;
    return error.message.replace(`${folder}/`, '');
  }
  throw new Error('it was taken');
};

const TEMPLATE = `Parameters:
  Name: { Type: String }
Resources:
  Orders:
    Type: AWS::AppFlow::Flow
    Properties: { FlowName: !Ref Name }
`;
const JSON_TEMPLATE = JSON.stringify({ Resources: { Orders: { Type: 'AWS::AppFlow::Flow', Properties: {} } } });
const PLAN = JSON.stringify({
  format_version: '1.2',
  resource_changes: [
    {
      address: 'aws_appflow_flow.orders',
      mode: 'managed',
      type: 'aws_appflow_flow',
      name: 'orders',
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: { actions: ['create'], after: { name: 'orders' }, after_unknown: { kms_arn: true } },
    },
  ],
  configuration: { root_module: { resources: [] } },
});

describe('a file', () => {
  it('of YAML is a template, told by its path, with the values of its parameters', async () => {
    const [file] = await read('template.yaml', TEMPLATE);
    expect(file?.file).toBe(`${folder}/template.yaml`);
    expect(file?.cases[0]?.world.flows[0]).toMatchObject({
      place: { file: `${folder}/template.yaml`, line: 4 },
      resource: 'Orders',
      name: { kind: 'known', value: 'orders' },
    });
  });

  it('is told relative to the working directory, however it was named', async () => {
    const file = await write('template.yaml', TEMPLATE);
    const named = [path.resolve(file), `./${folder}/../${path.basename(folder)}/template.yaml`];
    const read = await Promise.all(named.map((name) => readPlannedFiles(name, new Map())));
    expect(read.flat().map((it) => it.file)).toEqual([`${folder}/template.yaml`, `${folder}/template.yaml`]);
  });

  it('of JSON is a template, too', async () => {
    const [file] = await read('template.json', JSON_TEMPLATE);
    expect(file?.cases[0]?.world.flows.map(({ resource }) => resource)).toEqual(['Orders']);
  });

  it('of JSON with a format version is a plan', async () => {
    const [file] = await read('plan.json', PLAN);
    expect(file?.cases[0]?.world.flows.map(({ resource }) => resource)).toEqual(['aws_appflow_flow.orders']);
  });

  it('may begin with the mark of its encoding', async () => {
    const both = await Promise.all([read('a.json', `\ufeff${PLAN}`), read('b.yaml', `\ufeff${TEMPLATE}`)]);
    expect(both.flat().map(({ cases }) => cases[0]?.world.flows.length)).toEqual([1, 1]);
  });

  it.each<[string, string, string | Buffer, string]>([
    ['nothing', 'empty.yaml', ' \n', 'empty.yaml is empty: name a template, or a plan as JSON'],
    [
      'UTF-16',
      'plan.json',
      Buffer.from(PLAN, 'utf16le'),
      'plan.json is not UTF-8 text; some shells write UTF-16 when output is sent to a file',
    ],
    [
      'bytes that are no text',
      'plan.json',
      Buffer.from([0xff, 0xfe, 0xfd]),
      'plan.json is not UTF-8 text; some shells write UTF-16 when output is sent to a file',
    ],
    [
      'a plan file',
      'plan.bin',
      Buffer.from('PK\u0003\u0004\u00ff\u0000', 'latin1'),
      'plan.bin is not a plan that can be read: it is the plan file itself, which is binary: run `terraform show -json PLAN` (or `tofu show -json PLAN`) and give what it prints',
    ],
    [
      'a plan of another format',
      'plan.json',
      '{"format_version":"2.0","resource_changes":[]}',
      'plan.json is not a plan that can be read: its format_version is "2.0"; only 1.x is understood',
    ],
    [
      'a state',
      'state.json',
      '{"format_version":"1.0","values":{}}',
      'state.json is not a plan that can be read: it is a state, which tells what is there: run `terraform show -json PLAN` (or `tofu show -json PLAN`) and give what it prints',
    ],
    [
      'the log of a plan',
      'log.json',
      '{"@level":"info"}\n{"@level":"info"}\n',
      'log.json is not a plan that can be read: it is the log that `plan -json` prints: run `terraform show -json PLAN` (or `tofu show -json PLAN`) and give what it prints',
    ],
    [
      'code of Terraform',
      'main.tf',
      'resource "aws_kms_key" "lake" {}\n',
      'main.tf is code of Terraform; check its plan: terraform plan -out PLAN, then terraform show -json PLAN > plan.json',
    ],
    ['neither', 'values.yaml', 'name: orders\n', 'values.yaml is not a CloudFormation template: it has no Resources'],
  ])('with %s is refused', async (_, name, content, message) => {
    expect(await problemOf(name, content)).toBe(message);
  });

  it('that is not there is named', async () => {
    await expect(readPlannedFiles(`${folder}/none.yaml`, new Map())).rejects.toThrow(
      `${folder}/none.yaml cannot be read: there is no such file or folder; check the path`,
    );
  });
});

describe('a folder', () => {
  it('with a manifest is an assembly', async () => {
    const manifest = {
      version: '38.0.0',
      artifacts: {
        Stack: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://111122223333/eu-west-1',
          properties: { templateFile: 'Stack.template.json' },
        },
      },
    };
    await write('manifest.json', JSON.stringify(manifest));
    await write('Stack.template.json', JSON_TEMPLATE);
    const [file] = await readPlannedFiles(folder, new Map());
    expect(file?.cases[0]?.world).toMatchObject({
      account: { kind: 'known', value: '111122223333' },
      flows: [{ place: { file: `${folder}/Stack.template.json` }, resource: 'Orders' }],
    });
  });

  it('without one is refused', async () => {
    await expect(readPlannedFiles(folder, new Map())).rejects.toThrow(
      `${folder} is a folder without a manifest.json: name a template, a plan, or the folder that cdk synth makes, such as cdk.out`,
    );
  });
});
