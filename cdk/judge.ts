/**
 * The process that `start-judge.ts` starts: a JudgeRequest comes in, a CheckReport goes out, both as JSON. What keeps it from judging is
 * told on standard error, and ends it with 2.
 */
import { text } from 'node:stream/consumers';
import { checkFiles } from '../cli/check/check-files.ts';
import { readAssembly } from '../cli/check/cloudformation/read-assembly.ts';
import type { ExistingKeys } from '../cli/check/existing-keys.ts';
import { parseRuleParameters } from '../lambda/core/input/rule-parameters.ts';
import { refused } from '../lambda/core/model/answer.ts';
import { messageOf } from '../lambda/core/model/text.ts';
import type { JudgeRequest } from './judge-request.ts';

/** A synthesis asks AWS about nothing. */
const NOT_ASKED = { ...refused('the app does not make it, and a synthesis does not ask KMS'), notYetKnown: {} };
const NO_KEY_IS_KNOWN: ExistingKeys = { key: async () => NOT_ASKED, answer: async () => NOT_ASKED };

const judge = async ({ assemblies, parameters }: JudgeRequest): Promise<string> => {
  const files = (await Promise.all(assemblies.map((folder) => readAssembly(folder, new Map())))).flat();
  const demands = { parameters: parseRuleParameters(JSON.stringify(parameters)), now: new Date() };
  return JSON.stringify(await checkFiles(files, parameters, demands, NO_KEY_IS_KNOWN));
};

try {
  process.stdout.write(await judge(JSON.parse(await text(process.stdin)) as JudgeRequest));
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 2;
}
