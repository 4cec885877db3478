import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { sweepEvent } from '../bench-world.ts';
import { failureIn } from './failure.ts';
import { inEnvironment, runMeasured, versionOf } from './python.ts';
import { putVerdicts, type Tool } from './tool.ts';

const rule = fileURLToPath(new URL('./rdklib_rule.py', import.meta.url));

/** The function's own credentials are used, as by this rule: assuming a role would be one call more. */
const event = {
  ...sweepEvent,
  ruleParameters: JSON.stringify({ AssumeRoleMode: 'false' }),
  executionRoleArn: 'arn:aws:iam::111122223333:role/config',
};

/** A rule written with rdklib, run once by a scheduled event. */
export const rdklib = async (): Promise<Tool> => ({
  name: `a rule by rdklib ${await versionOf('rdklib')}`,
  run: async (aws) => {
    const { exitCode, errors, ...measured } = await runMeasured({
      aws,
      command: [inEnvironment('python'), rule],
      folder: tmpdir(),
      input: JSON.stringify(event),
    });
    return { ...measured, verdicts: putVerdicts(aws), ...(exitCode === 0 ? {} : { failure: failureIn(errors) }) };
  },
});
