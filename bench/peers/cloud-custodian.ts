import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { LocalAws } from '../../local-aws/server.ts';
import { failureIn } from './failure.ts';
import { inEnvironment, runMeasured, versionOf } from './python.ts';
import type { Tool, Verdict } from './tool.ts';

const policies = fileURLToPath(new URL('./cloud-custodian.yml', import.meta.url));
const resourcesSchema = v.array(v.object({ flowName: v.string() }));

/** Both policies in one run without a cache from before. A flow that it describes and does not list is compliant to it. */
export const cloudCustodian = async (): Promise<Tool> => ({
  name: `Cloud Custodian ${await versionOf('c7n')}`,
  run: async (aws) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'cloud-custodian-'));
    try {
      const command = [inEnvironment('custodian'), 'run', '--output-dir', '.', '--cache-period', '0', policies];
      const { exitCode, errors, ...measured } = await runMeasured({ aws, command, folder });
      if (exitCode !== 0) return { ...measured, verdicts: new Map(), failure: failureIn(errors) };
      const listed = await readFile(path.join(folder, 'flows-without-good-key', 'resources.json'), 'utf8');
      const bad = v.parse(resourcesSchema, JSON.parse(listed)).map(({ flowName }) => flowName);
      return { ...measured, verdicts: verdictsOf(aws, new Set(bad)) };
    } finally {
      await rm(folder, { recursive: true });
    }
  },
});

const verdictsOf = (aws: LocalAws, bad: ReadonlySet<string>): ReadonlyMap<string, Verdict> => {
  const described = aws.calls.filter(({ operation }) => operation === 'DescribeFlow');
  return new Map(
    described.map(({ input }) => {
      const name = String(input['flowName']);
      return [name, { isCompliant: !bad.has(name) }];
    }),
  );
};
