import * as v from 'valibot';
import { authorize, type Call, type Operation, readInput, type Service } from '../operation.ts';
import { refuse } from '../service-error.ts';
import type { LocalState } from '../state.ts';
import { policyTextOf } from './kms-reads.ts';

const Policy = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ Statement: v.union([v.array(v.looseObject({})), v.looseObject({})]) }),
);

/**
 * Whether a policy gives public access: what the world says of the key that has it, else a simple reading. Takes the policy of a
 * key alone. https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckNoPublicAccess.html
 */
const checkNoPublicAccess: Operation = (call) => {
  const { policyDocument } = readInput(
    call,
    v.object({ policyDocument: v.string('Member must not be null'), resourceType: v.literal('AWS::KMS::Key') }),
  );
  authorize(call, { action: 'access-analyzer:CheckNoPublicAccess', resource: '*' });
  const parsed = v.safeParse(Policy, policyDocument);
  if (!parsed.success) throw refuse('InvalidParameterException', 'The policy document is not valid.');
  const { Statement } = parsed.output;
  const open = (Array.isArray(Statement) ? Statement : [Statement]).some(admitsEveryone);
  const result = toldOf(call, policyDocument) ?? (open ? 'FAIL' : 'PASS');
  return result === 'PASS'
    ? { result, message: 'The resource policy does not grant public access.', reasons: [] }
    : { result, message: 'The resource policy grants public access.', reasons: [{ description: 'Public access.' }] };
};

/** By world, then by policy: a world may have thousands of keys, and each is asked about. */
const toldByPolicy = new WeakMap<LocalState, ReadonlyMap<string, 'PASS' | 'FAIL'>>();

const toldOf = ({ state }: Call, policyDocument: string) => {
  const known = toldByPolicy.get(state) ?? toldIn(state);
  toldByPolicy.set(state, known);
  return known.get(policyDocument);
};

/** The first key with a policy speaks for it. */
const toldIn = ({ keys }: LocalState): ReadonlyMap<string, 'PASS' | 'FAIL'> => {
  const told = new Map<string, 'PASS' | 'FAIL'>();
  for (const key of keys.values()) {
    const policy = key.CheckNoPublicAccess && policyTextOf(key);
    if (key.CheckNoPublicAccess && policy && !told.has(policy)) told.set(policy, key.CheckNoPublicAccess);
  }
  return told;
};

/** An Allow of everybody, without any condition: all that a simple reading sees. */
const admitsEveryone = ({ Effect, Principal, Condition }: Readonly<Record<string, unknown>>): boolean =>
  Effect === 'Allow' &&
  Condition === undefined &&
  ['"*"', '{"AWS":"*"}', '{"AWS":["*"]}'].includes(JSON.stringify(Principal));

export const accessAnalyzer: Service = {
  name: 'access-analyzer',
  signingName: 'access-analyzer',
  protocol: 'rest-json',
  paths: { '/policy/check-no-public-access': 'CheckNoPublicAccess' },
  internalError: 'InternalServerException',
  messageMember: 'message',
  operations: { CheckNoPublicAccess: checkNoPublicAccess },
};
