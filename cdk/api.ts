// The declarations of appflow-flow-cmk/cdk, which the build hands to its users as they stand. Those of the CDK are written out, so
// that nobody needs aws-cdk-lib to read them; arrays are mutable, as the CDK takes the report and works on it.

/** What the plugin demands, and what it makes of a flow of which something is not known yet. */
export interface FlowKeyPluginOptions {
  /** The rule's parameters, as in the AWS Config rule; left-out ones have their defaults. */
  readonly parameters?: FlowKeyParameters;
  /**
   * Of a flow that does not fail, but of which something cannot be known before it is deployed, such as a key that is imported:
   * `warn` shows it, `fail` stops the synthesis. Default: `warn`. It is never a pass.
   */
  readonly unknown?: 'warn' | 'fail';
}

export interface FlowKeyParameters {
  // begin generated parameters (npm run generate)
  /** Tags that the key must carry. Default: any one tag whose key does not start with aws:. */
  readonly requiredKeyTags?: string;
  /** For each of these tags, flow and key must both carry it with the same value. Default: nothing is demanded. */
  readonly matchingTags?: string;
  /** Judge the rotation of the key at all. Default: true. */
  readonly requireRotation?: boolean;
  /** The longest rotation period allowed, in days. Default: nothing is demanded. */
  readonly maxRotationPeriodInDays?: number;
  /**
   * Symmetric keys that KMS cannot rotate automatically (imported, CloudHSM, external key store): refuse them, accept
   * an imported one that was rotated on demand in time, or accept them all. Default: reject.
   */
  readonly nonRotatableKeys?: 'reject' | 'onDemand' | 'allow';
  /** Refuse a key whose policy admits everyone. Default: true. */
  readonly checkKeyPolicy?: boolean;
  /** At least one alias of the key matches, for example alias/prod-*-appflow. Default: nothing is demanded. */
  readonly keyAliasPattern?: string;
  /** Accounts that may own the key; the flow's own account always may. Default: any account. */
  readonly allowedKeyAccounts?: string;
  /** How many flows of the account and Region may share one key. Default: nothing is demanded. */
  readonly maxFlowsPerKey?: number;
  /** Also require a customer managed key for the secret behind each connector profile of the flow. Default: false. */
  readonly checkConnectorProfiles?: boolean;
  /**
   * Also require a customer managed key as the default encryption of each S3 bucket that the flow names: source,
   * destination, error handling, success responses, intermediate. Default: false.
   */
  readonly checkBuckets?: boolean;
  /**
   * Who may decrypt with the key: every identity that the key policy or a grant lets decrypt must match one of these
   * patterns, such as arn:aws:iam::*:role/etl-*. Default: anybody.
   */
  readonly keyUsers?: string;
  /**
   * Whether one principal may both administer the key and decrypt with it: anybody may, only account roots and services
   * may, or not even an account root. Default: any.
   */
  readonly keyDuties?: 'any' | 'separated' | 'strict';
  /** Also require that the key was in use when the flow last ran, as far as KMS can tell. Default: false. */
  readonly checkKeyUse?: boolean;
  /** Judge only flows that meet all conditions; the others are NOT_APPLICABLE. Default: every flow. */
  readonly flowTagFilter?: string;
  /**
   * A flow that carries this tag with a date (YYYY-MM-DD, UTC) of today or later is NOT_APPLICABLE until the end of
   * that day. Default: nothing is demanded.
   */
  readonly exemptionTag?: string;
  /**
   * The verdict where nothing failed but something could not be read for lack of permission. Default: NON_COMPLIANT.
   */
  readonly unverified?: 'NON_COMPLIANT' | 'NOT_APPLICABLE';
  /** Role assumed in a key's account to read a key of another account. Default: nothing is demanded. */
  readonly keyAccountRoleName?: string;
  /**
   * Role assumed in the event's account when that is not the function's own (organization rules). Default: nothing is
   * demanded.
   */
  readonly executionRoleName?: string;
  // end generated parameters
}

/** IPolicyValidationPlugin of aws-cdk-lib, as far as this plugin is one. */
export interface FlowKeyPlugin {
  readonly name: string;
  readonly version: string;
  /** Reason codes of the rule, and `UNKNOWN`. An acknowledgement names one as `appflow-flow-cmk::NO_CMK`. */
  readonly ruleIds: string[];
  /** Judges the flows of these templates. Throws where it could not: what nobody judged must not pass. */
  validate(context: FlowKeyContext): FlowKeyReport;
}

/** What the plugin uses of IPolicyValidationContext. */
export interface FlowKeyContext {
  /** Absolute paths. */
  readonly templatePaths: readonly string[];
}

export interface FlowKeyReport {
  success: boolean;
  violations: FlowKeyViolation[];
  /** `notes`, where there are any: what was not seen, such as a nested stack whose template is elsewhere. */
  metadata?: { [key: string]: string };
}

export interface FlowKeyViolation {
  ruleName: string;
  description: string;
  fix?: string;
  severity: string;
  /** The severity that the rule gives to the reason. */
  ruleMetadata?: { [key: string]: string };
  violatingResources: FlowKeyResource[];
}

export interface FlowKeyResource {
  resourceLogicalId: string;
  templatePath: string;
  locations: string[];
}

/**
 * A validation plugin that judges AppFlow flows by their keys, when the app is synthesized, as the AWS Config rule will judge them
 * when they are there: `Validations.of(app).addPlugins(flowKeyPlugin())`. It wants aws-cdk-lib 2.251.0 or later.
 */
export declare const flowKeyPlugin: (options?: FlowKeyPluginOptions) => FlowKeyPlugin;
