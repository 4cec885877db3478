import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeWhole } from '../../cli/files.ts';

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
