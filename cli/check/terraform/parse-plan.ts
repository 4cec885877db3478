import * as v from 'valibot';
import { plainText, quote } from '../../../lambda/core/model/text.ts';
import { InvalidInputError } from '../../audit/invalid-input.ts';

const index = v.optional(v.union([v.string(), v.number()]));

const Change = v.looseObject({
  actions: v.array(v.string()),
  before: v.optional(v.unknown()),
  after: v.optional(v.unknown()),
  after_unknown: v.optional(v.unknown()),
  before_sensitive: v.optional(v.unknown()),
  after_sensitive: v.optional(v.unknown()),
});

const ResourceChange = v.looseObject({
  address: v.string(),
  module_address: v.optional(v.string()),
  mode: v.string(),
  type: v.string(),
  name: v.string(),
  index,
  provider_name: v.optional(v.string()),
  change: Change,
});
export type ResourceChange = v.InferOutput<typeof ResourceChange>;

/** https://developer.hashicorp.com/terraform/internals/json-format */
const Plan = v.looseObject({
  format_version: v.pipe(v.string(), v.regex(/^1\.\d+$/)),
  errored: v.optional(v.boolean()),
  complete: v.optional(v.boolean()),
  variables: v.optional(v.unknown()),
  resource_changes: v.optional(v.array(ResourceChange), []),
  deferred_changes: v.optional(v.array(v.looseObject({ resource_change: ResourceChange })), []),
  prior_state: v.optional(v.unknown()),
  configuration: v.optional(v.unknown()),
});
export type Plan = v.InferOutput<typeof Plan>;

const Version = v.looseObject({ format_version: v.string() });

/** So many flaws are named. */
const NAMED_FLAWS = 3;
const HOW = 'run `terraform show -json PLAN` (or `tofu show -json PLAN`) and give what it prints';

/**
 * The plan in the text of a file. Nothing of the text is repeated in an error, since a plan holds secrets in plain
 * text.
 * @throws InvalidInputError that begins with the file, for what is not the JSON of a plan, or of another format
 */
export const parsePlan = (file: string, text: string): Plan => {
  const refuse = (problem: string): never => {
    throw new InvalidInputError(plainText(`${file} is not a plan that can be read: ${problem}`));
  };
  if (text.startsWith('PK')) return refuse(`it is the plan file itself, which is binary: ${HOW}`);
  if (text.includes('\0')) return refuse('it is not UTF-8; some shells write UTF-16 when output is sent to a file');
  const json = jsonOf(text);
  if (json === undefined) return refuse(whatElse(text));
  const version = v.safeParse(Version, json.value);
  if (!version.success) return refuse(`it has no format_version: ${HOW}`);
  if (!version.output.format_version.startsWith('1.')) {
    return refuse(`its format_version is ${quote(version.output.format_version)}; only 1.x is understood`);
  }
  if (isState(json.value)) return refuse(`it is a state, which tells what is there: ${HOW}`);
  const { success, output, issues } = v.safeParse(Plan, json.value);
  if (!success) return refuse(flawsOf(issues));
  if (output.errored === true)
    return refuse('making it ended with an error, so it is not whole: make one that succeeds');
  return output;
};

const jsonOf = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    // What the engine says of broken JSON quotes it.
    return undefined;
  }
};

const whatElse = (text: string): string =>
  /^\s*\{[^\n]*"@level"/.test(text)
    ? `it is the log that \`plan -json\` prints: ${HOW}`
    : `it is not JSON, or only a part of it: ${HOW}`;

const isState = (value: unknown): boolean =>
  v.is(v.looseObject({ values: v.unknown() }), value) && !v.is(v.looseObject({ planned_values: v.unknown() }), value);

const flawsOf = (issues: readonly v.BaseIssue<unknown>[]): string => {
  const named = issues
    .slice(0, NAMED_FLAWS)
    .map((issue) => `${v.getDotPath(issue) ?? 'it'} is missing or of another kind`);
  const more = issues.length - named.length;
  return `${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
};
