import { mkdirSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mustBeWritable, writeWhole } from '../../cli/files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'whole-'));
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

const at = (name: string): string => path.join(folder, name);

it('files are written piece by piece, over what was there', async () => {
  await writeFile(at('a.txt'), 'old');
  await writeWhole([
    { path: at('a.txt'), text: ['one ', 'two'] },
    { path: at('b.txt'), text: ['three'], mode: 0o600 },
  ]);
  expect(await readFile(at('a.txt'), 'utf8')).toBe('one two');
  expect(await readFile(at('b.txt'), 'utf8')).toBe('three');
  expect((await stat(at('b.txt'))).mode & 0o777).toBe(0o600);
  expect((await readdir(folder)).sort()).toEqual(['a.txt', 'b.txt']);
});

it('no file is written where one of them cannot be', async () => {
  await writeFile(at('a.txt'), 'old');
  await expect(
    writeWhole([
      { path: at('a.txt'), text: ['new'] },
      { path: at('missing/b.txt'), text: ['new'] },
    ]),
  ).rejects.toMatchObject({
    name: 'UnwritableError',
    message: `${at('missing/b.txt')} cannot be written: there is no such file or folder; check the path`,
  });
  expect(await readFile(at('a.txt'), 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['a.txt']);
});

it('a text that fails in the middle leaves nothing behind', async () => {
  const text = function* () {
    yield 'half';
    throw new Error('the other half is lost');
  };
  await expect(writeWhole([{ path: at('a.txt'), text: text() }])).rejects.toMatchObject({
    message: `${at('a.txt')} cannot be written: the other half is lost`,
  });
  expect(await readdir(folder)).toEqual([]);
});

it('a folder is not overwritten by a file', async () => {
  await mkdir(at('a.txt'));
  await expect(writeWhole([{ path: at('a.txt'), text: ['new'] }])).rejects.toMatchObject({
    message: `${at('a.txt')} cannot be written: it is a folder; name a file`,
  });
});

it('a device is not replaced by a file', async () => {
  await expect(writeWhole([{ path: '/dev/null', text: ['new'] }])).rejects.toMatchObject({
    message: '/dev/null cannot be written: it is a device or a pipe; name a file',
  });
});

it('where a link leads is written, and the link stays', async () => {
  await mkdir(at('there'));
  await writeFile(at('there/a.txt'), 'old');
  await symlink(at('there/a.txt'), at('a.txt'));
  await writeWhole([{ path: at('a.txt'), text: ['new'] }]);
  expect(await readFile(at('there/a.txt'), 'utf8')).toBe('new');
  expect((await lstat(at('a.txt'))).isSymbolicLink()).toBe(true);
});

it('what was written before the one that could not be put in its place is as it was', async () => {
  await writeFile(at('a.txt'), 'old');
  const becomesFolder = function* () {
    yield 'new';
    // What stands in the way comes between the look at the place and the last step.
    mkdirSync(at('c.txt'));
  };
  const files = [
    { path: at('a.txt'), text: ['new'] },
    { path: at('b.txt'), text: ['new'] },
    { path: at('c.txt'), text: becomesFolder() },
  ];
  await expect(writeWhole(files)).rejects.toMatchObject({
    message: `${at('c.txt')} cannot be written: it is a folder; name a file`,
  });
  expect(await readFile(at('a.txt'), 'utf8')).toBe('old');
  expect((await readdir(folder)).sort()).toEqual(['a.txt', 'c.txt']);
});

describe('whether a file can be written is known before', () => {
  it('without leaving anything there', async () => {
    await mustBeWritable('--record', at('a.txt'));
    expect(await readdir(folder)).toEqual([]);
  });

  it('and said in one line that begins with the option', async () => {
    await expect(mustBeWritable('--record', at('missing/a.txt'))).rejects.toMatchObject({
      name: 'InvalidInputError',
      message: `--record: ${at('missing/a.txt')} cannot be written: there is no such file or folder; check the path`,
    });
  });
});

// On the device that is always full, nothing can be made beside it: what is written stands in its place.
it('a full disk is named as such', async () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
  const text = function* (): Generator<string> {
    yield '';
    throw full;
  };
  await expect(writeWhole([{ path: at('a.txt'), text: text() }])).rejects.toMatchObject({
    message: `${at('a.txt')} cannot be written: the disk is full; make room or choose another folder`,
  });
});
