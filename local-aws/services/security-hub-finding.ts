import * as v from 'valibot';
import type { Finding } from '../state.ts';

const mostBytes = 240 * 1024;
const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
const timestamp = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/, 'must be an ISO 8601 time'),
);
const severity = v.looseObject({ Label: v.picklist(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']) });
const types = v.array(text(256));

/** The part of ASFF that an import must get right: what is required, and the limits of what this rule may send. */
const findingSchema = v.looseObject({
  SchemaVersion: v.literal('2018-10-08'),
  Id: text(512),
  ProductArn: text(2048),
  GeneratorId: text(512),
  AwsAccountId: v.pipe(v.string(), v.regex(/^\d{12}$/)),
  CreatedAt: timestamp,
  UpdatedAt: timestamp,
  Title: text(256),
  Description: text(1024),
  Resources: v.pipe(v.array(v.looseObject({ Type: text(256), Id: text(512) })), v.minLength(1), v.maxLength(32)),
  Severity: v.optional(severity),
  Types: v.optional(types),
  FindingProviderFields: v.optional(v.looseObject({ Severity: v.optional(severity), Types: v.optional(types) })),
  Compliance: v.optional(
    v.looseObject({
      Status: v.optional(v.picklist(['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE'])),
      RelatedRequirements: v.optional(v.pipe(v.array(text(256)), v.maxLength(32))),
    }),
  ),
  RecordState: v.optional(v.picklist(['ACTIVE', 'ARCHIVED'])),
  Remediation: v.optional(
    v.looseObject({
      Recommendation: v.optional(v.looseObject({ Text: v.optional(text(512)), Url: v.optional(v.string()) })),
    }),
  ),
  ProductFields: v.optional(v.record(text(128), v.string())),
});

export type ImportedFinding = v.InferOutput<typeof findingSchema>;

/** Why one finding of a batch is refused, as `FailedFindings` tells it; nothing where it is good. */
export const findingFlaw = (given: {
  readonly finding: Finding;
  readonly account: string;
  readonly ownProduct: string;
}): { readonly ErrorCode: string; readonly ErrorMessage: string } | undefined => {
  const { finding, account, ownProduct } = given;
  const parsed = v.safeParse(findingSchema, finding);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return invalid(`${v.getDotPath(issue) ?? 'finding'}: ${issue.message}`);
  }
  const { output } = parsed;
  if (!(output.Severity ?? output.FindingProviderFields?.Severity)) return invalid('Severity: is missing');
  if (!(output.Types ?? output.FindingProviderFields?.Types)) return invalid('Types: is missing');
  if (output.ProductArn !== ownProduct) return denied(`ProductArn: ${output.ProductArn} is not ${ownProduct}`);
  if (output.AwsAccountId !== account)
    return denied(`AwsAccountId: ${output.AwsAccountId} is not the caller's ${account}`);
  if (Buffer.byteLength(JSON.stringify(finding)) > mostBytes) return invalid('The finding is larger than 240 KB');
  return undefined;
};

const invalid = (ErrorMessage: string) => ({ ErrorCode: 'InvalidInput', ErrorMessage });
const denied = (ErrorMessage: string) => ({ ErrorCode: 'InvalidAccess', ErrorMessage });
