import type { Command } from 'commander';
import type { SelectionOptions } from './selection.ts';

/** Where flows are read from. */
export interface SourceOptions extends SelectionOptions {
  readonly replay?: string;
}

/** Adds the options by which accounts and Regions are selected, or a recording of them. */
export const withSelection = (command: Command): Command =>
  command
    .option(
      '--region <R,R|all>',
      "Regions; all: each that has AppFlow and that the account has enabled (default: the profile's)",
    )
    .option('--profile <name>', 'profile of the AWS configuration files')
    .option('--accounts <id,id>', 'these accounts (default: the one of the credentials)')
    .option('--organization', 'every active account of the organization')
    .option('--ou <id,id>', 'with --organization: only accounts in or below these units')
    .option('--exclude <id,id>', 'with --organization: without these accounts')
    .option('--role <name>', "role to assume in every account but the caller's own")
    .option('--replay <file>', 'read a recording, or a world that somebody wrote, instead of AWS');

export interface DemandOptions {
  readonly set: readonly string[];
  readonly parameters?: string;
}

export interface PolicyOptions extends DemandOptions {
  readonly rule?: string;
}

/** For an option that may be repeated. */
export const collected = (value: string, others: readonly string[]): readonly string[] => [...others, value];

/** Adds the options that say what is demanded of flows and keys. */
export const withDemands = (command: Command): Command =>
  command
    .option('--set <parameter=value>', 'a rule parameter; may be repeated', collected, [])
    .option('--parameters <file>', 'rule parameters: a file with the JSON of InputParameters');

/** The same, or those of a rule that is deployed. */
export const withPolicy = (command: Command): Command =>
  withDemands(command).option('--rule <name>', 'the parameters of this deployed rule');

export interface PaceOptions {
  readonly concurrency: string;
  readonly quiet?: true;
}

/** Adds how fast it goes, and what it tells meanwhile. */
export const withPace = (command: Command): Command =>
  command
    .option('--concurrency <n>', 'DescribeFlow calls at one time in each Region to begin with, 1 to 50', '5')
    .option('--quiet', 'no progress on standard error');
