import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startReplay } from '../../../cli/recording/replay.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'replay-'));
});
afterEach(() => rm(folder, { recursive: true }));

const replayOf = async (text: string) => {
  const file = path.join(folder, 'world.json');
  await writeFile(file, text);
  const replay = await startReplay(file);
  await replay.close();
  return replay;
};

const world = { account: '111122223333', region: 'eu-west-1' };

it('a recording has its places, its policy and its time', async () => {
  const places = [
    { account: '111122223333', accountName: 'Sales', region: 'eu-west-1', status: 'read' },
    { account: '444455556666', region: 'all', status: 'skipped', because: 'the account is SUSPENDED' },
  ];
  const recording = { at: '2026-11-24T08:00:00.000Z', version: '2.2.0', asked: {}, places };
  const replay = await replayOf(JSON.stringify({ ...world, ruleParameters: { checkBuckets: 'true' }, recording }));
  expect(replay).toMatchObject({
    places,
    parameters: { checkBuckets: 'true' },
    now: new Date('2026-11-24T08:00:00Z'),
    isRecording: true,
  });
});

it('a world that somebody wrote has its own place and those of its flows, each once', async () => {
  const flows = [{ flowName: 'a' }, { flowName: 'b', region: 'us-east-1' }, { flowName: 'c', account: '444455556666' }];
  const replay = await replayOf(JSON.stringify({ ...world, flows }));
  expect(replay.isRecording).toBe(false);
  expect(replay.places).toEqual([
    { account: '111122223333', region: 'eu-west-1', status: 'read' },
    { account: '111122223333', region: 'us-east-1', status: 'read' },
    { account: '444455556666', region: 'eu-west-1', status: 'read' },
  ]);
});

it('whoever asks does so as an account', async () => {
  expect((await replayOf(JSON.stringify(world))).credentialsIn('444455556666')).toEqual({
    accessKeyId: 'AKIALOCAL444455556666',
    secretAccessKey: 'local',
  });
});

it.each([
  { name: 'what is no JSON', text: '{', message: /world\.json is no JSON at line 1, column 2: .*; correct it there$/ },
  { name: 'what is no world', text: '{}', message: /account: is missing; add it; region: is missing; add it$/ },
])('$name is refused in one line', async ({ text, message }) => {
  await expect(replayOf(text)).rejects.toMatchObject({
    name: 'InvalidInputError',
    message: expect.stringMatching(message),
  });
});

it('a file that is not there is refused in one line', async () => {
  await expect(startReplay('/nowhere/world.json')).rejects.toMatchObject({
    name: 'InvalidInputError',
    message: '/nowhere/world.json cannot be read: there is no such file; check the path',
  });
});
