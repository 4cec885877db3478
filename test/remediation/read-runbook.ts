import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parse } from 'yaml';

const parameter = v.strictObject({
  type: v.string(),
  description: v.string(),
  default: v.optional(v.string()),
  allowedPattern: v.optional(v.string()),
  allowedValues: v.optional(v.array(v.string())),
});

const choice = v.strictObject({ NextStep: v.string(), Variable: v.string(), StringEquals: v.string() });

const step = v.strictObject({
  name: v.string(),
  action: v.picklist(['aws:executeScript', 'aws:executeAwsApi', 'aws:waitForAwsResourceProperty', 'aws:branch']),
  description: v.optional(v.string()),
  timeoutSeconds: v.optional(v.number()),
  maxAttempts: v.optional(v.number()),
  onFailure: v.optional(v.literal('Continue')),
  isCritical: v.optional(v.boolean()),
  isEnd: v.optional(v.boolean(), false),
  nextStep: v.optional(v.string()),
  inputs: v.looseObject({
    Api: v.optional(v.string()),
    Choices: v.optional(v.array(choice), []),
    Default: v.optional(v.string()),
  }),
  outputs: v.optional(v.array(v.strictObject({ Name: v.string(), Selector: v.string(), Type: v.string() })), []),
});

const runbookSchema = v.strictObject({
  schemaVersion: v.literal('0.3'),
  description: v.string(),
  assumeRole: v.literal('{{ AutomationAssumeRole }}'),
  parameters: v.record(v.string(), parameter),
  outputs: v.array(v.string()),
  mainSteps: v.array(step),
});

export type Runbook = v.InferOutput<typeof runbookSchema>;
export type Step = Runbook['mainSteps'][number];

const folder = 'rule-definitions/remediation';

export const runbookText = readFileSync(`${folder}/appflow-flow-cmk-remediation.yaml`, 'utf8');
export const runbookReadme = readFileSync(`${folder}/README.md`, 'utf8');
export const runbook: Runbook = v.parse(runbookSchema, parse(runbookText));

/** Every name that stands between double braces somewhere in a value. */
export const referencesIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value).matchAll(/\{\{\s*([\w:.-]+)\s*\}\}/g)].flatMap(([, name]) => name ?? []);

/** Where a step can go on to, whether it succeeds or fails: all our steps that may fail continue in the same place. */
export const successors = ({ isEnd, nextStep, inputs }: Step): readonly string[] => {
  if (isEnd) return [];
  return [...inputs.Choices.map(({ NextStep }) => NextStep), inputs.Default, nextStep].filter(
    (name) => name !== undefined,
  );
};

/** Every way through the runbook, as lists of step names. */
export const paths = (from: string): readonly (readonly string[])[] => {
  const here = runbook.mainSteps.find(({ name }) => name === from);
  const next = here === undefined ? [] : successors(here);
  return next.length === 0 ? [[from]] : next.flatMap((name) => paths(name).map((rest) => [from, ...rest]));
};
