import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ownKeyPrefix } from './caller.ts';
import { expandDates } from './dates-in-text.ts';
import { earlierWorld } from './earlier-world.ts';
import { readJsonFile } from './json-file.ts';
import { type LocalAws, startLocalAws } from './server.ts';
import { parseWorld } from './world.ts';

const COMMAND = 'dist/cli/index.mjs';
const OUTPUT = 'dist/report';

const REGIONS = 'af-south-1,eu-central-1,eu-west-1,us-east-1';
const SELECTION = ['--organization', '--role', 'appflow-audit', '--region', REGIONS];

const worlds = new URL('./worlds/', import.meta.url);
const fileOf = (name: string): string => fileURLToPath(new URL(name, worlds));

/** How long ago the sample organization was audited last, in days. */
const LAST_AUDIT_IN_DAYS = 91;

/**
 * Audits a sample organization by the command that people run, twice: as it was last quarter, and as it is now. Writes the HTML
 * report and every other format to `dist/report`. Resolves with 0 where the report is there, whatever it found.
 */
export const reportDemo = async (): Promise<number> => {
  const file = fileOf('organization.json');
  const world = parseWorld({ json: await readJsonFile(file), source: file });
  const lastQuarter = await readJsonFile(fileOf('organization-last-quarter.json'));
  const folder = path.join(OUTPUT, 'last-quarter');
  await mkdir(folder, { recursive: true });
  const parameters = path.join(folder, 'parameters.json');
  await writeFile(parameters, JSON.stringify(world.ruleParameters));
  const mutes = path.join(folder, 'mutes.yaml');
  await writeFile(mutes, expandDates(await readFile(fileOf('organization-mutes.yaml'), 'utf8')));

  const baseline = path.join(folder, 'audit.json');
  const policy = ['--parameters', parameters];
  const before = earlierWorld(world, lastQuarter, 'organization-last-quarter.json');
  await audit(before, [...policy, '--format', 'json', '--output', folder], 'ignore');
  await writeFile(baseline, dated(await readFile(baseline, 'utf8')));
  const looks = ['--baseline', baseline, '--mutes', mutes, '--output', OUTPUT];
  const exitCode = await audit(world, [...policy, ...looks], 'inherit');
  console.log(`
The command ended with ${exitCode}: one account could not be read, so the audit is incomplete, whatever it found.
Open ${path.join(OUTPUT, 'audit.html')} in a browser.`);
  return exitCode === 3 ? 0 : 1;
};

const audit = async (json: unknown, args: readonly string[], stdio: 'ignore' | 'inherit'): Promise<number | null> => {
  const world = parseWorld({ json, source: 'The sample organization' });
  const aws = await startLocalAws({ world, recordInputs: false });
  try {
    const child = spawn(process.execPath, [COMMAND, 'audit', ...SELECTION, ...args, '--quiet'], {
      env: environmentFor(aws),
      stdio: ['ignore', stdio, stdio],
    });
    const [exitCode] = await once(child, 'close');
    return exitCode;
  } finally {
    await aws.close();
  }
};

/** What a terminal is told by; a profile or an endpoint of the reader's own would lead the command away from here. */
const PASSED_ON = ['PATH', 'SystemRoot', 'TERM', 'COLORTERM', 'FORCE_COLOR', 'NO_COLOR', 'LANG'];

const environmentFor = ({ url, state }: LocalAws): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
  AWS_ENDPOINT_URL: url,
  AWS_REGION: state.world.region,
  AWS_ACCESS_KEY_ID: `${ownKeyPrefix}${state.world.account}`,
  AWS_SECRET_ACCESS_KEY: 'local',
});

/** The baseline as the audit of another day. */
const dated = (text: string): string => {
  const at = new Date(Date.now() - LAST_AUDIT_IN_DAYS * 86_400_000).toISOString();
  return JSON.stringify({ ...JSON.parse(text), at: `${at.slice(0, 19)}Z` });
};
