import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Below the folder that CI installs its tools in: the CDK is too large to be a dependency of everybody's. */
const FOLDER = path.resolve('.venv/cdk-app');

/** An app that the package is installed in as it would be from a registry. */
export const installApp = (): void => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  cpSync('test/cdk/app', FOLDER, { recursive: true });
  npm(FOLDER, 'ci', '--no-audit', '--no-fund', '--loglevel=error');
  const packed = npm('.', 'pack', '--json', '--pack-destination', FOLDER);
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf('['))) as [{ readonly filename: string }];
  npm(FOLDER, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `./${filename}`);
};

const npm = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

export interface Ran {
  readonly status: number | null;
  /** What it printed, to wherever. */
  readonly said: string;
}

/** Runs Node with these arguments in the folder of the app. */
export const runNode = (args: readonly string[], variables: Readonly<Record<string, string>> = {}): Ran => {
  const env = { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1', CDK_DISABLE_CLI_TELEMETRY: 'true', ...variables };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: FOLDER, env, encoding: 'utf8' });
  return { status, said: `${stdout}\n${stderr}` };
};

export const CDK_SYNTH = ['node_modules/aws-cdk/bin/cdk', 'synth', '--quiet', '--no-notices', '--no-version-reporting'];

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly suggestedFix?: string;
  readonly reason?: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}
interface PluginReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly violations: readonly Violation[];
  readonly suppressedViolations?: readonly Violation[];
}

/** What the CDK wrote down of the plugin in an assembly; nothing where it had nothing to write. */
export const reportIn = (assembly: string): PluginReport | undefined => {
  const file = path.join(FOLDER, assembly, 'validation-report.json');
  const { pluginReports } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly pluginReports: readonly PluginReport[];
  };
  return pluginReports.find(({ pluginName }) => pluginName === 'appflow-flow-cmk');
};

/** `RULE severity at construct path`, in alphabetical order. */
export const shown = (violations: readonly Violation[] = []): readonly string[] =>
  violations
    .flatMap(({ ruleName, severity, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} ${severity} at ${constructPath}`),
    )
    .sort();

export const writeSource = (name: string): string => path.join(FOLDER, name);
