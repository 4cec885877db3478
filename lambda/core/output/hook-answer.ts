import { gone } from '../applicability.ts';
import { codesOf, REASONS, type Reason, type ReasonCode, type SeverityLabel } from '../model/reasons.ts';
import { excerpt, messageOf, plainText } from '../model/text.ts';
import type { Outcome } from '../planned/outcome.ts';
import type { Unknown } from '../planned/planned-flow.ts';
import type { Verdict } from '../verdict.ts';
import { annotationOf } from './annotation.ts';
import { GUIDE_URL } from './finding.ts';

/** What a Lambda hook returns; https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html */
export type HookAnswer = { readonly clientRequestToken: string; readonly message: string } & (
  | { readonly hookStatus: 'SUCCESS'; readonly annotations: readonly HookAnnotation[] }
  | {
      readonly hookStatus: 'FAILED';
      readonly errorCode: 'NonCompliant';
      readonly annotations: readonly HookAnnotation[];
    }
  | { readonly hookStatus: 'FAILED'; readonly errorCode: 'InternalFailure' }
);

/** One line of ListHookResults and GetHookResult; https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Annotation.html */
export interface HookAnnotation {
  readonly annotationName: string;
  readonly status: 'PASSED' | 'FAILED' | 'SKIPPED';
  readonly statusMessage: string;
  readonly remediationMessage?: string;
  readonly remediationLink?: string;
  readonly severityLevel: SeverityLabel;
}

/** AWS cuts longer messages off, in the middle of a word: a stack shows more of one than Cloud Control does. */
const LONGEST_MESSAGE = 4096;
const LONGEST_MESSAGE_TO_CLOUD_CONTROL = 1024;
const LONGEST_TEXT_OF_AN_ANNOTATION = 16_384;

/** Who asked. */
export interface Asker {
  readonly clientRequestToken: string;
  readonly isCloudControl: boolean;
}

/** The answer that an outcome makes: only a failure is one, and what nobody knows is told. */
export const hookAnswerTo = ({ clientRequestToken, isCloudControl }: Asker, outcome: Outcome): HookAnswer => {
  const limit = isCloudControl ? LONGEST_MESSAGE_TO_CLOUD_CONTROL : LONGEST_MESSAGE;
  const message = excerpt(plainText(messageOn(outcome, limit)), limit);
  const annotations = annotationsOn(outcome);
  return outcome.kind === 'fail'
    ? { hookStatus: 'FAILED', errorCode: 'NonCompliant', message, clientRequestToken, annotations }
    : { hookStatus: 'SUCCESS', message, clientRequestToken, annotations };
};

/** A flow that goes encrypts nothing any more, so it may go whatever its key. */
export const answerToDeletion = (asker: Asker): HookAnswer =>
  hookAnswerTo(asker, { kind: 'pass', verdict: gone('A flow that is deleted is not judged.') });

/** The hook itself failed, so nothing is said of the flow: its FailureMode decides what becomes of that. */
export const ownFailure = (clientRequestToken: string, cause: unknown): HookAnswer => ({
  hookStatus: 'FAILED',
  errorCode: 'InternalFailure',
  message: excerpt(
    plainText(`The hook could not judge the flow, which says nothing of it. ${messageOf(cause)}`),
    LONGEST_MESSAGE_TO_CLOUD_CONTROL,
  ),
  clientRequestToken,
});

const messageOn = (outcome: Outcome, limit: number): string => {
  switch (outcome.kind) {
    case 'pass':
      return annotationOf(outcome.verdict, limit);
    case 'fail':
      return inSentences(annotationOf(outcome.verdict, limit), unknownInWords(outcome.unknown));
    case 'unknown':
      return messageOnUnknown(outcome.verdict, outcome.unknown, limit);
  }
};

const messageOnUnknown = (verdict: Verdict | undefined, unknown: readonly Unknown[], limit: number): string => {
  if (unknown.length === 0) return verdict === undefined ? '' : annotationOf(verdict, limit);
  const told = `UNKNOWN: ${unknownInWords(unknown)}`;
  if (verdict === undefined) return told;
  return verdict.complianceType === 'NON_COMPLIANT'
    ? inSentences(told, `If the flow is to be judged: ${annotationOf(verdict, limit)}`)
    : inSentences(told, `As far as it is known: ${annotationOf(verdict, limit)}`);
};

const unknownInWords = (unknown: readonly Unknown[]): string =>
  unknown.length === 0
    ? ''
    : `Nobody knows before the deployment: ${unknown.map(({ what, because }) => `${what} (${because})`).join('; ')}.`;

const inSentences = (...sentences: readonly string[]): string => sentences.filter((text) => text !== '').join(' ');

const annotationsOn = (outcome: Outcome): readonly HookAnnotation[] => {
  const { verdict } = outcome;
  const unknown = outcome.kind === 'pass' ? [] : outcome.unknown;
  const reasons = verdict !== undefined && 'reasons' in verdict ? verdict.reasons : [];
  return [
    ...codesOf(reasons).map((code) => annotationOn(code, reasons, outcome.kind === 'fail')),
    ...(outcome.kind === 'pass' ? [annotationOfPass(outcome.verdict)] : []),
    ...(unknown.length > 0 ? [annotationOfUnknown(unknown)] : []),
  ];
};

/** All reasons of one code. */
const annotationOn = (code: ReasonCode, reasons: readonly Reason[], fails: boolean): HookAnnotation => {
  const ofCode = reasons.filter((reason) => reason.code === code);
  const remedies = new Set(ofCode.map(({ remedy }) => remedy ?? REASONS[code].remedy));
  return {
    annotationName: code,
    status: fails ? 'FAILED' : 'SKIPPED',
    statusMessage: textOf(`${REASONS[code].title}: ${ofCode.map(({ problem }) => problem).join('; ')}.`),
    remediationMessage: textOf(`${[...remedies].join('. ')}.`),
    remediationLink: GUIDE_URL,
    severityLevel: REASONS[code].severity,
  };
};

const annotationOfPass = (verdict: Verdict): HookAnnotation => ({
  annotationName: 'label' in verdict ? verdict.label : 'COMPLIANT',
  status: verdict.complianceType === 'COMPLIANT' ? 'PASSED' : 'SKIPPED',
  statusMessage: textOf('because' in verdict ? verdict.because : annotationOf(verdict)),
  severityLevel: 'INFORMATIONAL',
});

const annotationOfUnknown = (unknown: readonly Unknown[]): HookAnnotation => ({
  annotationName: 'UNKNOWN',
  status: 'SKIPPED',
  statusMessage: textOf(unknownInWords(unknown)),
  remediationMessage:
    'Write the value itself or a reference into the template, or let the AWS Config rule judge the flow once it is there.',
  remediationLink: GUIDE_URL,
  severityLevel: 'INFORMATIONAL',
});

const textOf = (text: string): string => excerpt(plainText(text), LONGEST_TEXT_OF_AN_ANNOTATION);
