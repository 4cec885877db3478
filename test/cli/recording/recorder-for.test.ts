import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { recorderFor } from '../../../cli/recording/recorder-for.ts';
import { anAudit } from '../../builders/an-audit.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'recorder-'));
});
afterEach(() => rm(folder, { recursive: true }));

const audit = {
  ...anAudit(),
  at: '2026-11-24T08:00:00Z',
  version: '2.2.0',
  parameters: { keyAliasPattern: 'alias/prod-*' },
  places: [
    { account: '111122223333', accountName: 'Sales', region: 'eu-west-1', status: 'read' as const, flows: 12 },
    {
      account: '444455556666',
      region: 'all',
      status: 'skipped' as const,
      flows: 0,
      because: 'the account is SUSPENDED',
    },
  ],
};

it('without a file nothing is written', async () => {
  const recorder = await recorderFor({});
  await recorder.write(audit);
  expect(await readdir(folder)).toEqual([]);
});

it('a recording is for its owner alone, though a file that was there was not', async () => {
  const file = path.join(folder, 'world.json');
  await writeFile(file, 'old');
  await chmod(file, 0o644);
  const recorder = await recorderFor({ record: file });
  await recorder.write(audit);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    account: '111122223333',
    ruleParameters: { keyAliasPattern: 'alias/prod-*' },
    recording: {
      at: '2026-11-24T08:00:00.000Z',
      version: '2.2.0',
      asked: {},
      places: [
        { account: '111122223333', accountName: 'Sales', region: 'eu-west-1', status: 'read' },
        { account: '444455556666', region: 'all', status: 'skipped', because: 'the account is SUSPENDED' },
      ],
    },
  });
});

it('a redacted one has pseudonyms', async () => {
  const file = path.join(folder, 'world.json');
  const recorder = await recorderFor({ record: file, redact: true });
  await recorder.write(audit);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    account: '100000000001',
    ruleParameters: { keyAliasPattern: '*/M-*' },
    recording: { places: [{ account: '100000000001', accountName: 'text-1' }, { account: '100000000002' }] },
  });
});

it.each([
  {
    name: 'to redact nothing',
    options: { redact: true },
    message: '--redact: goes with --record only; name with it the file to write',
  },
  {
    name: 'to record where nothing can be written',
    options: { record: '/nowhere/world.json' },
    message: '--record: /nowhere/world.json cannot be written: there is no such file or folder; check the path',
  },
])('$name is refused before anything is read', async ({ options, message }) => {
  await expect(recorderFor(options)).rejects.toMatchObject({ name: 'InvalidInputError', message });
});
