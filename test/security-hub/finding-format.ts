import * as v from 'valibot';

/**
 * What Security Hub takes, as strict as its description: required members, lengths, counts and allowed values; a member
 * that is not described here is refused. https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html
 */
const text = (most: number) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(most), v.check(isText, 'half a character'));
const isText = (value: string): boolean => !/\p{Surrogate}/u.test(value);
const time = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/));
const severity = v.strictObject({ Label: v.picklist(['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL']) });
const NAMESPACES =
  /^(Software and Configuration Checks|TTPs|Effects|Unusual Behaviors|Sensitive Data Identifications)(\/[^/]+){0,2}$/;
const types = v.pipe(v.array(v.pipe(v.string(), v.regex(NAMESPACES))), v.minLength(1), v.maxLength(50));
const account = v.pipe(v.string(), v.regex(/^\d{12}$/));

const resource = v.strictObject({
  Type: v.picklist(['Other', 'AwsKmsKey']),
  Id: text(512),
  Region: v.pipe(v.string(), v.regex(/^[a-z]{2,}(-[a-z]+)+-\d$/)),
});

export const findingFormat = v.strictObject({
  SchemaVersion: v.literal('2018-10-08'),
  Id: text(512),
  ProductArn: v.pipe(v.string(), v.regex(/^arn:aws[a-z-]*:securityhub:[a-z0-9-]+:\d{12}:product\/\d{12}\/default$/)),
  GeneratorId: text(512),
  AwsAccountId: account,
  Types: types,
  CreatedAt: time,
  UpdatedAt: time,
  Severity: severity,
  FindingProviderFields: v.strictObject({ Severity: severity, Types: types }),
  Title: text(256),
  Description: text(1024),
  Remediation: v.strictObject({
    Recommendation: v.strictObject({ Text: text(512), Url: v.pipe(v.string(), v.url(), v.startsWith('https://')) }),
  }),
  ProductFields: v.pipe(
    v.record(v.pipe(text(128), v.regex(/^(?!aws\/)/)), text(2048)),
    v.check((fields) => Object.keys(fields).length <= 50),
  ),
  Resources: v.pipe(v.array(resource), v.minLength(1), v.maxLength(32)),
  Compliance: v.strictObject({
    Status: v.picklist(['PASSED', 'WARNING', 'FAILED', 'NOT_AVAILABLE']),
    RelatedRequirements: v.pipe(v.array(text(64)), v.maxLength(32)),
  }),
  RecordState: v.picklist(['ACTIVE', 'ARCHIVED']),
});

const LARGEST_FINDING_IN_BYTES = 240 * 1024;

/** What Security Hub would find wrong; empty where it takes the finding. */
export const flawsOf = (finding: unknown): readonly string[] => {
  const { issues = [] } = v.safeParse(findingFormat, finding);
  const large = Buffer.byteLength(JSON.stringify(finding)) > LARGEST_FINDING_IN_BYTES ? ['more than 240 KB'] : [];
  return [...issues.map((issue) => `${v.getDotPath(issue) ?? 'finding'}: ${issue.message}`), ...large];
};
