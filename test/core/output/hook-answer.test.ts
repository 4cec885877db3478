import fc from 'fast-check';
import { REASON_CODES, type Reason } from '../../../lambda/core/model/reasons.ts';
import {
  answerToDeletion,
  type HookAnnotation,
  type HookAnswer,
  hookAnswerTo,
  ownFailure,
} from '../../../lambda/core/output/hook-answer.ts';
import type { Outcome } from '../../../lambda/core/planned/outcome.ts';

const STACK = { clientRequestToken: 'f8da', isCloudControl: false };
const CLOUD_CONTROL = { clientRequestToken: 'f8da', isCloudControl: true };
const LINK = 'https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html';

const failing = (...reasons: readonly Reason[]): Outcome => ({
  kind: 'fail',
  verdict: { complianceType: 'NON_COMPLIANT', reasons },
  unknown: [],
});
const KEY = { what: 'the key of the flow', because: 'it is "{{resolve:ssm:/k}}", which is not resolved yet' };
const BUCKET = { what: 'the default encryption of bucket lake', because: 'bucket lake does not exist yet' };
const compliant = {
  complianceType: 'COMPLIANT',
  because: 'Customer managed key 1b2c rotates every 365 days.',
} as const;

const annotationsOf = (answer: HookAnswer): readonly HookAnnotation[] =>
  'annotations' in answer ? answer.annotations : [];

it('a flow without a reason is let pass, with what proves it', () => {
  expect(hookAnswerTo(STACK, { kind: 'pass', verdict: compliant })).toEqual({
    hookStatus: 'SUCCESS',
    message: 'OK: Customer managed key 1b2c rotates every 365 days.',
    clientRequestToken: 'f8da',
    annotations: [
      {
        annotationName: 'COMPLIANT',
        status: 'PASSED',
        statusMessage: 'Customer managed key 1b2c rotates every 365 days.',
        severityLevel: 'INFORMATIONAL',
      },
    ],
  });
});

it('a flow that is not judged is let pass, and skipped', () => {
  const verdict = { complianceType: 'NOT_APPLICABLE', label: 'EXEMPT', because: 'The flow is exempt.' } as const;
  expect(hookAnswerTo(STACK, { kind: 'pass', verdict })).toEqual({
    hookStatus: 'SUCCESS',
    message: 'EXEMPT: The flow is exempt.',
    clientRequestToken: 'f8da',
    annotations: [
      {
        annotationName: 'EXEMPT',
        status: 'SKIPPED',
        statusMessage: 'The flow is exempt.',
        severityLevel: 'INFORMATIONAL',
      },
    ],
  });
});

it('a flow with reasons fails, with one annotation for each code', () => {
  const outcome = failing(
    { code: 'ROTATION_OFF', problem: 'automatic rotation is off for key 1b2c' },
    { code: 'TAG_MISSING', problem: 'tag Owner is missing on key 1b2c' },
    { code: 'TAG_MISSING', problem: 'tag Team is missing on key 1b2c', remedy: 'Ask the team' },
  );
  expect(hookAnswerTo(STACK, outcome)).toEqual({
    hookStatus: 'FAILED',
    errorCode: 'NonCompliant',
    message:
      'ROTATION_OFF, TAG_MISSING: Automatic rotation is off for key 1b2c; tag Owner is missing on key 1b2c; tag Team is missing on key 1b2c. Turn it on with kms:EnableKeyRotation. Add the tag with kms:TagResource. Ask the team.',
    clientRequestToken: 'f8da',
    annotations: [
      {
        annotationName: 'ROTATION_OFF',
        status: 'FAILED',
        statusMessage: 'Automatic rotation of the key is off: automatic rotation is off for key 1b2c.',
        remediationMessage: 'Turn it on with kms:EnableKeyRotation.',
        remediationLink: LINK,
        severityLevel: 'MEDIUM',
      },
      {
        annotationName: 'TAG_MISSING',
        status: 'FAILED',
        statusMessage:
          'The key lacks a required tag: tag Owner is missing on key 1b2c; tag Team is missing on key 1b2c.',
        remediationMessage: 'Add the tag with kms:TagResource. Ask the team.',
        remediationLink: LINK,
        severityLevel: 'LOW',
      },
    ],
  });
});

it('what is unknown of a flow that fails is told after its reasons', () => {
  const reasons = [{ code: 'NO_CMK', problem: 'the flow names no key' }] as const;
  const answer = hookAnswerTo(STACK, {
    kind: 'fail',
    verdict: { complianceType: 'NON_COMPLIANT', reasons },
    unknown: [BUCKET],
  });
  expect(answer).toMatchObject({
    hookStatus: 'FAILED',
    message:
      'NO_CMK: The flow names no key. Recreate the flow with a customer managed key: AppFlow cannot change the key of a flow. Nobody knows before the deployment: the default encryption of bucket lake (bucket lake does not exist yet).',
    annotations: [
      { annotationName: 'NO_CMK', status: 'FAILED' },
      { annotationName: 'UNKNOWN', status: 'SKIPPED' },
    ],
  });
});

describe('an unknown outcome is let pass, and told', () => {
  it('where nothing is known of the key', () => {
    expect(hookAnswerTo(STACK, { kind: 'unknown', verdict: undefined, unknown: [KEY] })).toEqual({
      hookStatus: 'SUCCESS',
      message:
        'UNKNOWN: Nobody knows before the deployment: the key of the flow (it is "{{resolve:ssm:/k}}", which is not resolved yet).',
      clientRequestToken: 'f8da',
      annotations: [
        {
          annotationName: 'UNKNOWN',
          status: 'SKIPPED',
          statusMessage:
            'Nobody knows before the deployment: the key of the flow (it is "{{resolve:ssm:/k}}", which is not resolved yet).',
          remediationMessage:
            'Write the value itself or a reference into the template, or let the AWS Config rule judge the flow once it is there.',
          remediationLink: LINK,
          severityLevel: 'INFORMATIONAL',
        },
      ],
    });
  });

  it('where the rest is as demanded', () => {
    const answer = hookAnswerTo(STACK, { kind: 'unknown', verdict: compliant, unknown: [BUCKET, KEY] });
    expect(answer.message).toBe(
      'UNKNOWN: Nobody knows before the deployment: the default encryption of bucket lake (bucket lake does not exist yet); the key of the flow (it is "{{resolve:ssm:/k}}", which is not resolved yet). As far as it is known: OK: Customer managed key 1b2c rotates every 365 days.',
    );
    expect(annotationsOf(answer).map(({ annotationName, status }) => [annotationName, status])).toEqual([
      ['UNKNOWN', 'SKIPPED'],
    ]);
  });

  it('where there are reasons, if the flow is judged at all', () => {
    const reasons = [{ code: 'ROTATION_OFF', problem: 'rotation is off' }] as const;
    const tag = { what: 'the tags of the flow', because: 'they are not resolved yet' };
    const verdict = { complianceType: 'NON_COMPLIANT', reasons } as const;
    expect(hookAnswerTo(STACK, { kind: 'unknown', verdict, unknown: [tag] })).toMatchObject({
      hookStatus: 'SUCCESS',
      message:
        'UNKNOWN: Nobody knows before the deployment: the tags of the flow (they are not resolved yet). If the flow is to be judged: ROTATION_OFF: Rotation is off. Turn it on with kms:EnableKeyRotation.',
      annotations: [
        { annotationName: 'ROTATION_OFF', status: 'SKIPPED', severityLevel: 'MEDIUM' },
        { annotationName: 'UNKNOWN', status: 'SKIPPED' },
      ],
    });
  });

  it('where something could not be read, and that is to be no failure', () => {
    const reasons = [{ code: 'UNVERIFIED', problem: 'the key could not be read: kms:DescribeKey is denied' }] as const;
    const verdict = { complianceType: 'NOT_APPLICABLE', label: 'UNVERIFIED', reasons } as const;
    expect(hookAnswerTo(STACK, { kind: 'unknown', verdict, unknown: [] })).toMatchObject({
      hookStatus: 'SUCCESS',
      message:
        'UNVERIFIED: The key could not be read: kms:DescribeKey is denied. Let the role of the rule read it, in its own policy and in the key policy.',
      annotations: [{ annotationName: 'UNVERIFIED', status: 'SKIPPED' }],
    });
  });
});

it('a deletion is let pass', () => {
  expect(answerToDeletion(STACK)).toEqual({
    hookStatus: 'SUCCESS',
    message: 'GONE: A flow that is deleted is not judged.',
    clientRequestToken: 'f8da',
    annotations: [
      {
        annotationName: 'GONE',
        status: 'SKIPPED',
        statusMessage: 'A flow that is deleted is not judged.',
        severityLevel: 'INFORMATIONAL',
      },
    ],
  });
});

describe("the hook's own failure", () => {
  it('says nothing of the flow', () => {
    expect(ownFailure('f8da', new Error('kms:DescribeKey failed'))).toEqual({
      hookStatus: 'FAILED',
      errorCode: 'InternalFailure',
      message: 'The hook could not judge the flow, which says nothing of it. kms:DescribeKey failed',
      clientRequestToken: 'f8da',
    });
  });

  it('may have any cause', () => {
    expect(ownFailure('', 'thrown text').message).toBe(
      'The hook could not judge the flow, which says nothing of it. thrown text',
    );
  });

  it('fits into what Cloud Control shows', () => {
    const { message } = ownFailure('', new Error('x'.repeat(5_000)));
    expect(message).toHaveLength(1_024);
    expect(message.endsWith('x…')).toBe(true);
  });
});

describe('a message', () => {
  const many = Array.from({ length: 40 }, (_, index) => ({
    code: 'TAG_MISSING' as const,
    problem: `tag Number${index} is missing on the key of this flow, where it is required by everybody`,
  }));

  it('to a stack tells up to 4,096 characters, in whole sentences', () => {
    const { message } = hookAnswerTo(STACK, failing(...many));
    expect(message.length).toBeLessThanOrEqual(4_096);
    expect(message).toContain('tag Number39 is missing');
    expect(message.endsWith('Add the tag with kms:TagResource.')).toBe(true);
  });

  it('to Cloud Control tells up to 1,024, in whole sentences', () => {
    const { message } = hookAnswerTo(CLOUD_CONTROL, failing(...many));
    expect(message.length).toBeLessThanOrEqual(1_024);
    expect(message).toContain('tag Number9 is missing');
    expect(message).not.toContain('tag Number39 is missing');
    expect(message.endsWith('required by everybody.')).toBe(true);
  });

  it('has no line of its own making, whatever the texts of AWS hold', () => {
    const answer = hookAnswerTo(STACK, failing({ code: 'TAG_MISSING', problem: 'tag "a\nERROR forged" is missing' }));
    expect(JSON.stringify(answer)).not.toContain('\\n');
    expect(answer.message).toContain('a\uFFFDERROR forged');
  });
});

const anyReason = fc.record({
  code: fc.constantFrom(...REASON_CODES),
  problem: fc.string({ unit: 'binary', minLength: 1, maxLength: 3_000 }),
});
const anyUnknown = fc.array(
  fc.record({ what: fc.string({ unit: 'binary', maxLength: 2_000 }), because: fc.string({ maxLength: 2_000 }) }),
  { maxLength: 6 },
);

it('no text of an answer is longer than AWS takes, nor empty, and each code has one annotation', () => {
  fc.assert(
    fc.property(
      fc.array(anyReason, { minLength: 1, maxLength: 12 }),
      anyUnknown,
      fc.boolean(),
      (reasons, unknown, isCloudControl) => {
        const verdict = { complianceType: 'NON_COMPLIANT', reasons } as const;
        for (const kind of ['fail', 'unknown'] as const) {
          const answer = hookAnswerTo({ clientRequestToken: 'f8da', isCloudControl }, { kind, verdict, unknown });
          const annotations = annotationsOf(answer);
          expect(answer.message.length).toBeLessThanOrEqual(isCloudControl ? 1_024 : 4_096);
          expect(answer.message).not.toMatch(/[\n\r\0]/);
          expect(new Set(annotations.map(({ annotationName }) => annotationName)).size).toBe(annotations.length);
          for (const {
            annotationName,
            statusMessage,
            remediationMessage = 'x',
            remediationLink = 'x',
          } of annotations) {
            for (const [text, limit] of [
              [annotationName, 1_024],
              [statusMessage, 16_384],
              [remediationMessage, 16_384],
              [remediationLink, 5_120],
            ] as const) {
              expect(text.length).toBeGreaterThanOrEqual(1);
              expect(text.length).toBeLessThanOrEqual(limit);
            }
          }
        }
      },
    ),
    { numRuns: 50 },
  );
});
