import * as v from 'valibot';
import { authorize, type Operation, readInput } from '../operation.ts';
import { refuse } from '../service-error.ts';
import { type Evaluation, entryOf, type LocalState, type RuleResult, resultKey } from '../state.ts';
import { recordedTypes } from './config-resource-types.ts';

// Results may also be about the account as a whole, which is nothing that the recorder discovers.
const reportableTypes: ReadonlySet<string> = new Set(['AWS::::Account', ...recordedTypes]);

const text = (most: number) =>
  v.pipe(
    v.string('Member must not be null'),
    v.minLength(1, 'Member must have length greater than or equal to 1'),
    v.maxLength(most, `Member must have length less than or equal to ${most}`),
  );

const evaluationField = v.object({
  ComplianceResourceType: text(256),
  ComplianceResourceId: text(768),
  ComplianceType: v.picklist(
    ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA'],
    'Member must satisfy enum value set: [COMPLIANT, NON_COMPLIANT, NOT_APPLICABLE, INSUFFICIENT_DATA]',
  ),
  Annotation: v.nullish(text(256)),
  OrderingTimestamp: v.pipe(
    v.number('Member must be a timestamp in epoch seconds'),
    v.minValue(0, 'Member must be a timestamp in epoch seconds'),
    v.maxValue(253_402_300_799, 'Member must be a timestamp in epoch seconds'),
  ),
});

const inputSchema = v.object({
  ResultToken: v.nullish(v.string()),
  TestMode: v.nullish(v.boolean(), false),
  Evaluations: v.nullish(v.array(evaluationField)),
});

/** As strict as AWS Config; what `FailedEvaluations` names is not stored, although the answer is a success. */
export const putEvaluations: Operation = (call) => {
  const { ResultToken, TestMode, Evaluations } = readInput(call, inputSchema);
  const { caller, state } = call;
  authorize(call, { action: 'config:PutEvaluations', resource: '*' });
  if (!ResultToken)
    throw refuse('InvalidResultTokenException', 'The Result Token provided is null. Provide a valid one.');
  if (!Evaluations) {
    throw refuse(
      'InvalidParameterValueException',
      'The Evaluations object in your request cannot be null. Add the required parameters and try again.',
    );
  }
  if (Evaluations.length > 100) {
    throw refuse('InvalidParameterValueException', `At most 100 evaluations are taken, not ${Evaluations.length}.`);
  }
  for (const { ComplianceResourceType, ComplianceType } of Evaluations)
    refuseContent(ComplianceResourceType, ComplianceType);
  if (!TestMode) refuseToken(state, ResultToken);
  if (state.world.deletedRules.includes(state.world.rule)) {
    throw refuse('NoSuchConfigRuleException', `The ConfigRule '${state.world.rule}' is invalid or does not exist.`);
  }
  const entries = Evaluations.map((entry) => ({ wire: entry, stored: stored(entry) }));
  const failing = new Set(TestMode ? [] : entries.filter(({ wire }) => call.entryFails(wire)));
  const evaluations = entries.filter((entry) => !failing.has(entry)).map((entry) => entry.stored);
  const failed = [...failing].map((entry) => entry.stored);
  const { account, region } = caller;
  state.puts.push({ account, region, resultToken: ResultToken, testMode: TestMode, evaluations, failed });
  if (!TestMode) {
    for (const evaluation of evaluations) {
      state.evaluations.push(evaluation);
      report(entryOf(state.results, caller), state.world.rule, evaluation);
    }
  }
  return { FailedEvaluations: [...failing].map(({ wire }) => wire) };
};

const refuseContent = (type: string, compliance: string): void => {
  if (!reportableTypes.has(type)) {
    const known = [...reportableTypes].join(', ');
    throw refuse(
      'InvalidParameterValueException',
      `The resource type ${type} is invalid. Only the following values are permitted: [${known}]`,
    );
  }
  if (compliance === 'INSUFFICIENT_DATA') {
    throw refuse('InvalidParameterValueException', 'AWS Config does not accept INSUFFICIENT_DATA in PutEvaluations.');
  }
};

/** `TESTMODE` is the word that people write into a test event: no real token reads so. */
const refuseToken = ({ world }: LocalState, token: string): void => {
  const valid = world.resultTokens?.includes(token) ?? token !== 'TESTMODE';
  if (!valid) throw refuse('InvalidResultTokenException', 'The Result Token provided is invalid.');
};

const stored = (entry: v.InferOutput<typeof evaluationField>): Evaluation => ({
  ComplianceResourceType: entry.ComplianceResourceType,
  ComplianceResourceId: entry.ComplianceResourceId,
  ComplianceType: entry.ComplianceType,
  ...(typeof entry.Annotation === 'string' ? { Annotation: entry.Annotation } : {}),
  OrderingTimestamp: new Date(Math.round(entry.OrderingTimestamp * 1000)).toISOString(),
});

/** An older result does not replace a newer one. */
const report = (results: Map<string, RuleResult>, ConfigRuleName: string, evaluation: Evaluation): void => {
  const { ComplianceResourceType: ResourceType, ComplianceResourceId: ResourceId, ...rest } = evaluation;
  const key = resultKey({ ConfigRuleName, ResourceType, ResourceId });
  const known = results.get(key);
  if (known !== undefined && Date.parse(known.OrderingTimestamp) > Date.parse(rest.OrderingTimestamp)) return;
  results.set(key, { ConfigRuleName, ResourceType, ResourceId, ...rest });
};
