import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { ownKeyPrefix } from '../../local-aws/caller.ts';
import type { LocalAws } from '../../local-aws/server.ts';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const environmentFolder = pathOf('../../.venv/peers');
const requirements = pathOf('./requirements.txt');
const installed = `${environmentFolder}/installed-requirements.txt`;

const measureSchema = v.object({ durationInMs: v.number(), maxRssInBytes: v.number(), exitCode: v.number() });

/** What a command took, how it ended and what it wrote to its error stream. */
export type Measured = v.InferOutput<typeof measureSchema> & { readonly errors: string };

/** Makes the environment with the peers below `.venv` where it is missing or of other versions; @throws Error that says what to install. */
export const preparePython = async (): Promise<void> => {
  const wanted = await readFile(requirements, 'utf8');
  if ((await readFile(installed, 'utf8').catch(() => undefined)) === wanted) return;
  process.stderr.write('Installing Cloud Custodian and rdklib below .venv/peers …\n');
  await mkdir(environmentFolder, { recursive: true });
  const make = await run('python3', ['-m', 'venv', '--clear', environmentFolder]).catch(() => undefined);
  if (make?.exitCode !== 0) {
    const why = make === undefined ? 'there is no python3 here' : make.errors.trim();
    throw new Error(
      `The peers are Python programs: install Python 3.11 or later with its venv module, as "python3" (${why})`,
    );
  }
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements];
  const install = await run(inEnvironment('python'), pip);
  if (install.exitCode !== 0) throw new Error(`pip could not install the peers: ${install.errors.trim()}`);
  // Last, so that a half-made environment is made anew.
  await copyFile(requirements, installed);
};

/** The version of a package that `requirements.txt` pins. */
export const versionOf = async (name: string): Promise<string> => {
  const found = new RegExp(`^${name}==(.+)$`, 'm').exec(await readFile(requirements, 'utf8'));
  if (found?.[1] === undefined) throw new Error(`${requirements} does not pin ${name}`);
  return found[1];
};

export const inEnvironment = (program: string): string => `${environmentFolder}/bin/${program}`;

/** Runs a program of the environment against a local AWS and measures it from its start to its end. */
export const runMeasured = async (given: {
  readonly aws: LocalAws;
  readonly command: readonly string[];
  readonly folder: string;
  readonly input?: string;
}): Promise<Measured> => {
  const { exitCode, output, errors } = await run(inEnvironment('python'), [pathOf('./measured.py'), ...given.command], {
    cwd: given.folder,
    env: environmentOf(given),
    input: given.input ?? '',
  });
  if (exitCode !== 0) throw new Error(`${given.command.join(' ')} could not be measured: ${errors.trim()}`);
  return { ...v.parse(measureSchema, JSON.parse(output)), errors };
};

/** Nothing of this process but the way to programs: no profile, proxy or cache of the developer reaches a peer. */
const environmentOf = ({ aws, folder }: { readonly aws: LocalAws; readonly folder: string }) => ({
  PATH: process.env['PATH'] ?? '',
  HOME: folder,
  AWS_ENDPOINT_URL: aws.url,
  AWS_REGION: aws.state.world.region,
  AWS_DEFAULT_REGION: aws.state.world.region,
  AWS_ACCESS_KEY_ID: `${ownKeyPrefix}${aws.state.world.account}`,
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_EC2_METADATA_DISABLED: 'true',
});

const run = async (
  program: string,
  programArguments: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly input?: string } = {},
) => {
  const { input = '', ...surroundings } = options;
  const child = spawn(program, programArguments, surroundings);
  child.stdin.end(input);
  const [[exitCode], output, errors] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, output, errors };
};
