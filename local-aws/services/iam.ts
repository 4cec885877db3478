import * as v from 'valibot';
import { accessDenied, authorize, type Call, denialOf, type Operation, readInput, type Service } from '../operation.ts';
import { splitArn } from '../place.ts';
import { refuse } from '../service-error.ts';
import { roleOf } from '../state.ts';

const text = (most: number) =>
  v.pipe(
    v.string('Member must not be null'),
    v.minLength(1, 'Member must have length greater than or equal to 1'),
    v.maxLength(most, `Member must have length less than or equal to ${most}`),
  );

// What other policies, contexts and resource policies would change is not modelled: they are refused, never silently ignored.
const simulateInput = v.strictObject(
  {
    Action: v.string(),
    Version: v.string(),
    PolicySourceArn: v.pipe(
      v.string('Member must not be null'),
      v.minLength(20, 'Member must have length greater than or equal to 20'),
      v.maxLength(2048, 'Member must have length less than or equal to 2048'),
    ),
    ActionNames: v.array(
      v.pipe(text(128), v.regex(/^[a-z\d-]+:[A-Za-z\d]+$/, 'Member must be an action without a wildcard')),
      'Member must not be null',
    ),
    ResourceArns: v.optional(v.array(text(2048)), ['*']),
    MaxItems: v.optional(
      v.pipe(
        v.string(),
        v.toNumber(),
        v.minValue(1, 'Member must have value greater than or equal to 1'),
        v.maxValue(1000, 'Member must have value less than or equal to 1000'),
      ),
    ),
    Marker: v.optional(text(320)),
  },
  'Member is not known here',
);

/**
 * Each action on each resource, decided by the world's denials; what none meets is allowed. A user has no policies here.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
const simulatePrincipalPolicy: Operation = (call) => {
  const input = readInput(call, simulateInput);
  const { PolicySourceArn, ActionNames, ResourceArns, MaxItems, Marker } = input;
  authorize(call, { action: 'iam:SimulatePrincipalPolicy', resource: PolicySourceArn });
  refuseUnknownPrincipal(call, PolicySourceArn);
  const { items, nextToken } = call.pager.page({
    of: `simulation ${JSON.stringify([PolicySourceArn, ActionNames, ResourceArns])}`,
    token: Marker,
    size: MaxItems ?? 100,
    list: () => ActionNames.flatMap((action) => ResourceArns.map((resource) => ({ action, resource }))),
    badToken: () => refuse('InvalidInput', 'Invalid Marker.'),
  });
  return {
    EvaluationResults: items.map(({ action, resource }) => ({
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: decisionOn(call, PolicySourceArn, { action, resource }),
      MatchedStatements: [],
      MissingContextValues: [],
    })),
    IsTruncated: nextToken !== undefined,
    Marker: nextToken,
  };
};

const decisionOn = (
  { state, caller }: Call,
  roleArn: string,
  asked: { readonly action: string; readonly resource: string },
): string => {
  const denial = denialOf(state, { account: caller.account, roleArn, arn: roleArn }, asked);
  if (denial === undefined) return 'allowed';
  return denial.explicit ? 'explicitDeny' : 'implicitDeny';
};

/** A role of the caller's account: one of the world, or the function's own, which every account has. */
const refuseUnknownPrincipal = (call: Call, arn: string): void => {
  const { account, resource = '' } = splitArn(arn) ?? {};
  const action = 'iam:SimulatePrincipalPolicy';
  if (account !== undefined && account !== call.caller.account) throw accessDenied(call, { action, resource: arn });
  if (!/^(role|user|group)\/./.test(resource)) throw refuse('InvalidInput', `Invalid Entity Arn: ${arn}`);
  if (resource !== 'role/appflow-flow-cmk' && roleOf(call.state, arn) === undefined) {
    throw refuse('NoSuchEntity', `The entity ${arn} cannot be found.`);
  }
};

export const iam: Service = {
  name: 'iam',
  signingName: 'iam',
  protocol: 'query',
  xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  internalError: 'ServiceFailure',
  isGlobal: true,
  messageMember: 'Message',
  operations: { SimulatePrincipalPolicy: simulatePrincipalPolicy },
};
