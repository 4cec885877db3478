import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { policyOf, readPolicyOptions } from '../../../cli/options/policy-of.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'policy-'));
});
afterAll(() => rm(folder, { recursive: true }));

const fileWith = async (text: string): Promise<string> => {
  const file = path.join(folder, 'parameters.json');
  await writeFile(file, text);
  return file;
};

describe('what is demanded', () => {
  it('is the default where nothing is given', async () => {
    const { texts, parameters } = policyOf(await readPolicyOptions({ set: [] }), undefined);
    expect(texts).toEqual({});
    expect(parameters.requireRotation).toBe(true);
  });

  it('is what the deployed rule has, with each setting on top', async () => {
    const given = await readPolicyOptions({ set: ['maxFlowsPerKey=5', 'requiredKeyTags=Owner,Stage=a|b'] });
    const { texts, parameters } = policyOf(given, { maxFlowsPerKey: '9', exemptionTag: 'Until' });
    expect(texts).toEqual({ maxFlowsPerKey: '5', exemptionTag: 'Until', requiredKeyTags: 'Owner,Stage=a|b' });
    expect(parameters.maxFlowsPerKey).toBe(5);
  });

  it('is what the file has instead of what a recording brings', async () => {
    const parameters = await fileWith('{"maxFlowsPerKey": 7}');
    const { texts } = policyOf(await readPolicyOptions({ set: [], parameters }), { exemptionTag: 'Until' });
    expect(texts).toEqual({ maxFlowsPerKey: '7' });
  });
});

describe('a policy is refused', () => {
  it.each([
    {
      name: 'with a setting without a value',
      set: ['maxFlowsPerKey'],
      message: '--set: "maxFlowsPerKey" is not parameter=value, such as maxFlowsPerKey=5',
    },
    {
      name: 'with a parameter that is set twice',
      set: ['maxFlowsPerKey=1', 'maxFlowsPerKey=2'],
      message: '--set: "maxFlowsPerKey" is set twice; set it once',
    },
    {
      name: 'with a value that is not allowed',
      set: ['maxFlowsPerKey=none'],
      message: '--set: maxFlowsPerKey is "none": must be a whole number from 1',
    },
    {
      name: 'with a name in another case',
      set: ['MaxFlowsPerKey=1'],
      message: '--set: "MaxFlowsPerKey" is unknown: write maxFlowsPerKey',
    },
  ])('$name', async ({ set, message }) => {
    await expect(readPolicyOptions({ set })).rejects.toMatchObject({ name: 'InvalidInputError', message });
  });

  it('with a file and a rule', async () => {
    await expect(readPolicyOptions({ set: [], parameters: 'p.json', rule: 'cmk' })).rejects.toMatchObject({
      message: '--parameters: goes without --rule, which has its own; leave out one of them',
    });
  });

  it('with a file that is not there', async () => {
    await expect(readPolicyOptions({ set: [], parameters: '/nowhere/p.json' })).rejects.toMatchObject({
      name: 'InvalidInputError',
      message: '--parameters: /nowhere/p.json cannot be read: there is no such file or folder; check the path',
    });
  });

  it('with a file that names a parameter twice', async () => {
    const parameters = await fileWith('{"exemptionTag": "A", "exemptionTag": "B"}');
    await expect(readPolicyOptions({ set: [], parameters })).rejects.toMatchObject({
      message: `--parameters: ${parameters}: "exemptionTag" is given twice: give it once`,
    });
  });

  it('with a file that is not JSON', async () => {
    const parameters = await fileWith('exemptionTag: A');
    await expect(readPolicyOptions({ set: [], parameters })).rejects.toMatchObject({
      message: `--parameters: ${parameters}: exemptionTag: A is not a JSON object of names and texts`,
    });
  });
});
