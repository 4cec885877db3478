import type { Command } from 'commander';

/** Adds the options by which accounts and Regions are selected; `parseSelection` reads them. */
export const withSelection = (command: Command): Command =>
  command
    .option(
      '--region <R,R|all>',
      'Regions; all: every Region with AppFlow that the account has enabled (default: the profile’s)',
    )
    .option('--profile <name>', 'profile of the AWS configuration files')
    .option('--accounts <id,id>', 'these accounts (default: that of the credentials)')
    .option('--organization', 'every active account of the organization')
    .option('--ou <id,id>', 'with --organization: only accounts in or below these units')
    .option('--exclude <id,id>', 'with --organization: without these accounts')
    .option('--role <name>', 'role to assume in every account but the caller’s own');

/** Adds the options that say what is demanded of flows and keys. */
export const withPolicy = (command: Command): Command =>
  command
    .option(
      '--set <parameter=value>',
      'a rule parameter; may be repeated',
      (value: string, sofar: string[]) => [...sofar, value],
      [],
    )
    .option('--parameters <file>', 'rule parameters in a file: the JSON of InputParameters')
    .option('--rule <name>', 'the parameters of this deployed rule');

/** Adds how fast it goes and what it tells meanwhile. */
export const withPace = (command: Command): Command =>
  command
    .option('--concurrency <n>', 'DescribeFlow calls at one time in each Region to begin with, 1 to 50', '5')
    .option('--quiet', 'no progress on standard error');
