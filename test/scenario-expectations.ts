import type { Evaluation } from '../local-aws/state.ts';
import { KEY_ID } from './bench/ordinary.ts';
import type { WrittenStep } from './scenario-schema.ts';

/** Annotations that are left out of a verdict, or of one after its reason. */
const ORDINARY: Readonly<Record<string, string>> = {
  COMPLIANT: `OK: Customer managed key ${KEY_ID} is enabled, rotates every 365 days and is tagged.`,
  'NON_COMPLIANT NO_CMK':
    "NO_CMK: The flow names no key, so AppFlow's default key encrypts it. Recreate the flow with a customer managed key: AppFlow cannot change the key of a flow.",
  'NOT_APPLICABLE GONE': 'GONE: AppFlow knows no such flow any more.',
};

const VERDICT = /^(COMPLIANT|NON_COMPLIANT|NOT_APPLICABLE) (.+)$/s;

/**
 * The evaluations that a step expects.
 * @param time the OrderingTimestamp of each
 * @throws Error where a text is neither an ordinary one nor a verdict and its annotation
 */
export const wholeEvaluations = (expected: WrittenStep['expected'], time: string): readonly Evaluation[] =>
  Object.entries(expected).map(([resource, text]) => {
    const [, verdict = text, annotation = ''] = VERDICT.exec(text) ?? [];
    const ordinary = ORDINARY[text];
    if (annotation === '' && ordinary === undefined) throw new Error(`${resource}: "${text}" tells no annotation`);
    // A resource that is not a flow stands behind its type; neither has a blank inside.
    const [id = '', type = 'AWS::AppFlow::Flow'] = resource.split(' ').reverse();
    return {
      ComplianceResourceType: type,
      ComplianceResourceId: id,
      ComplianceType: verdict,
      Annotation: ordinary ?? annotation,
      OrderingTimestamp: time,
    };
  });

type Calls = Exclude<WrittenStep['expectedCalls'], undefined>;

const KEY_FACTS = ['GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags'];
const LISTINGS = ['ListFlows', 'ListDiscoveredResources', 'GetComplianceDetailsByConfigRule'];

/** Calls with `keyFacts`, what an ordinary key is asked, and `listings`, those of a sweep, written out. */
export const wholeCalls = (calls: Calls): Calls => {
  if (Array.isArray(calls)) return calls.flatMap((call) => (call === 'keyFacts' ? ['DescribeKey', KEY_FACTS] : [call]));
  const { keyFacts, listings, ...others } = calls;
  return { ...each(['DescribeKey', ...KEY_FACTS], keyFacts), ...each(LISTINGS, listings), ...others };
};

const each = (operations: readonly string[], times: number | undefined): Readonly<Record<string, number>> =>
  times === undefined ? {} : Object.fromEntries(operations.map((operation) => [operation, times]));
