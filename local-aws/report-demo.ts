import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startCommand } from './command.ts';
import { expandDates } from './dates-in-text.ts';
import { earlierWorld } from './earlier-world.ts';
import { readJsonFile } from './json-file.ts';
import { startLocalAws } from './server.ts';
import { parseWorld } from './world.ts';

const OUTPUT = 'dist/report';

const REGIONS = 'af-south-1,eu-central-1,eu-west-1,us-east-1';
const SELECTION = ['--organization', '--role', 'appflow-audit', '--region', REGIONS];

const worlds = new URL('./worlds/', import.meta.url);
const fileOf = (name: string): string => fileURLToPath(new URL(name, worlds));

/** Every format but the table, which would fill the terminal. */
const FORMATS = 'html,json,csv,ocsf,asff,sarif,junit,markdown';

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
  await audit(before, [...policy, '--format', 'json', '--output', folder], false);
  await writeFile(baseline, dated(await readFile(baseline, 'utf8')));
  const looks = ['--baseline', baseline, '--mutes', mutes, '--format', FORMATS, '--output', OUTPUT];
  const exitCode = await audit(world, [...policy, ...looks], true);
  console.log(`
The command ended with ${exitCode}: one account could not be read, so the audit is incomplete, whatever it found.
Open ${path.join(OUTPUT, 'audit.html')} in a browser.`);
  return exitCode === 3 ? 0 : 1;
};

const audit = async (json: unknown, args: readonly string[], isShown: boolean): Promise<number | null> => {
  const world = parseWorld({ json, source: 'The sample organization' });
  const aws = await startLocalAws({ world, recordInputs: false });
  try {
    const { ended } = startCommand(aws, ['audit', ...SELECTION, ...args, '--quiet'], { isShown });
    return (await ended).exitCode;
  } finally {
    await aws.close();
  }
};

/** The baseline as the audit of another day. */
const dated = (text: string): string => {
  const at = new Date(Date.now() - LAST_AUDIT_IN_DAYS * 86_400_000).toISOString();
  return JSON.stringify({ ...JSON.parse(text), at: `${at.slice(0, 19)}Z` });
};
