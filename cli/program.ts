import { Command, Option } from 'commander';
import type { ExitCode } from './exit-code.ts';
import { collected, withDemands, withPace, withPolicy, withSelection } from './options/commander-options.ts';
import type { Streams } from './streams.ts';
import { VERSION } from './version.ts';

/** Is given the work of the command that was asked for. */
export type Run = (work: () => Promise<ExitCode>) => Promise<void>;

const NAME = 'appflow-flow-cmk';

const EXIT_CODES = `
Exit: 0 complete, nothing found · 1 something at or above --fail-on · 2 wrong usage or input, nothing was read ·
      3 incomplete: something could not be read · 130 interrupted`;

const CHECK_EXIT_CODES = `
Exit: 0 nothing fails · 1 something does (--unknown fail: or is unknown) · 2 wrong usage or input ·
      3 incomplete: with --live, AWS did not answer something · 130 interrupted`;

const examples = (...lines: readonly string[]): string => withExamples(lines, EXIT_CODES);
const checkExamples = (...lines: readonly string[]): string => withExamples(lines, CHECK_EXIT_CODES);

const withExamples = (lines: readonly string[], exitCodes: string): string =>
  `\nExamples:\n${lines.map((line) => `  ${NAME} ${line}`).join('\n')}\n${exitCodes}`;

/** Every command with its options and an example; what a command does is loaded when it is asked for. */
export const programOf = (streams: Streams, run: Run): Command => {
  const program = new Command(NAME)
    .description('Judges Amazon AppFlow flows by their KMS keys, as the AWS Config rule does. It only reads.')
    .version(VERSION)
    .helpCommand(false)
    .addHelpText('after', `\n${NAME} COMMAND --help shows the options of a command.`)
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false })
    .exitOverride()
    .configureOutput({ writeOut: (text) => void streams.out.write(text), writeErr: () => {} });
  addAudit(program, streams, run);
  addPreview(program, streams, run);
  addReport(program, streams, run);
  addImpact(program, streams, run);
  addCheck(program, streams, run);
  addPreflight(program, streams, run);
  for (const command of program.commands) command.helpOption('-h, --help', 'this text');
  return program;
};

const addAudit = (program: Command, streams: Streams, run: Run): void => {
  const command = program
    .command('audit')
    .description('How do all flows of these accounts and Regions stand now?')
    .action((options) => run(() => import('./commands/audit.ts').then(({ audit }) => audit(options, streams))));
  withPresentation(withPolicy(withSelection(command)))
    .option('--record <file>', 'write what was read as a world file, which --replay reads')
    .option('--redact', 'with --record: pseudonyms instead of names, ids, tag values and texts');
  withPace(command).addHelpText(
    'after',
    examples(
      'audit --region eu-west-1',
      'audit --organization --role appflow-audit --region all --output out',
      'audit --set maxRotationPeriodInDays=365 --set requiredKeyTags=Owner,CostCenter --fail-on HIGH',
    ),
  );
};

const addPreview = (program: Command, streams: Streams, run: Run): void => {
  const command = program
    .command('preview')
    .description('What would turn red, or green, if we demanded this? Compares with the policy that is there.')
    .option('--json', 'print it as JSON')
    .action((options) => run(() => import('./commands/preview.ts').then(({ preview }) => preview(options, streams))));
  withPace(withPolicy(withSelection(command))).addHelpText(
    'after',
    examples(
      'preview --rule appflow-flow-cmk --set maxRotationPeriodInDays=180',
      'preview --replay world.json --set maxFlowsPerKey=3',
    ),
  );
};

const addReport = (program: Command, streams: Streams, run: Run): void => {
  const command = program
    .command('report')
    .description('The same report from what AWS Config already knows of many accounts: no role in any of them')
    .requiredOption('--aggregator <name>', 'an aggregator of AWS Config')
    .option('--rule <name>', "the rule's name; an organization's rules are found by it, too", NAME)
    .option('--region <R>', "the Region of the aggregator (default: the profile's)")
    .option('--profile <name>', 'profile of the AWS configuration files')
    .option('--quiet', 'no progress on standard error')
    .action((options) => run(() => import('./commands/report.ts').then(({ report }) => report(options, streams))));
  withPresentation(command).addHelpText('after', examples('report --aggregator organization --output out'));
};

const addImpact = (program: Command, streams: Streams, run: Run): void => {
  const command = program
    .command('impact <key>')
    .description('What stops, and when, if this key is disabled or deleted? KEY: its ARN, id, or alias')
    .addOption(
      new Option('--if <what>', 'what happens to the key').choices(['disabled', 'deleted']).default('disabled'),
    )
    .addOption(
      new Option('--format <F>', 'how it is shown').choices(['table', 'json', 'mermaid', 'html']).default('table'),
    )
    .action((key, options) =>
      run(() => import('./commands/impact.ts').then(({ impact }) => impact(key, options, streams))),
    );
  withPace(withSelection(command)).addHelpText(
    'after',
    examples('impact alias/appflow-orders --if deleted', 'impact KEY --format html > impact.html'),
  );
};

const addCheck = (program: Command, streams: Streams, run: Run): void => {
  const command = program
    .command('check <file...>')
    .description(
      'Will this make a compliant flow? FILE: a template of CloudFormation or SAM, a folder that cdk synth made, or a plan of Terraform or OpenTofu (show -json)',
    )
    .option('--parameter <name=value>', 'a parameter of the templates; may be repeated', collected, [])
    .option('--parameter-file <file>', 'parameters: a list of ParameterKey and ParameterValue, or an object')
    .action((files, options) =>
      run(() => import('./commands/check.ts').then(({ check }) => check(files, options, streams))),
    );
  withDemands(command)
    .addOption(
      new Option('--unknown <what>', 'whether what nobody can know yet fails')
        .choices(['fail', 'pass'])
        .default('pass'),
    )
    .option('--live', 'ask KMS about keys that exist already')
    .option('--region <R>', "with --live: Region of the deployment (default: the profile's)")
    .option('--profile <name>', 'with --live: profile of the AWS configuration files')
    .option('--format <F,F>', 'table, json, sarif, junit, markdown (default: table)')
    .option('--output <folder>', 'write a file for each format there; without --format, all of them')
    .addHelpText(
      'after',
      checkExamples(
        'check template.yaml --parameter Stage=prod',
        'check cdk.out --set maxRotationPeriodInDays=365 --unknown fail',
        'check plan.json --format sarif > check.sarif',
      ),
    );
};

const addPreflight = (program: Command, streams: Streams, run: Run): void => {
  program
    .command('preflight')
    .description('Is this account ready for the rule, and what will it cost?')
    .option('--region <R>', "Region (default: the profile's)")
    .option('--profile <name>', 'profile of the AWS configuration files')
    .option('--json', 'print it as JSON')
    .action((options) =>
      run(() => import('./commands/preflight.ts').then(({ preflight }) => preflight(options, streams))),
    )
    .addHelpText('after', examples('preflight --region eu-west-1'));
};

const withPresentation = (command: Command): Command =>
  command
    .option('--format <F,F>', 'table, json, csv, html, ocsf, asff, sarif, junit, markdown (default: table)')
    .option('--output <folder>', 'write a file for each format there; without --format, all of them')
    .option('--baseline <file>', 'the JSON of an earlier audit: tells what is new, what is still there, what is fixed')
    .option('--mutes <file>', 'YAML list of findings that somebody lives with until a day')
    .option('--fail-on <none|SEVERITY|new:SEVERITY>', 'from which severity on it ends with 1', 'LOW');
