import { usersOf } from '../../lambda/core/key-policy/users.ts';
import type { Answer } from '../../lambda/core/model/answer.ts';
import type { AwsAnswers, Key, Rotation } from '../../lambda/core/model/key.ts';
import { estimatedMonthlyCost } from '../../lambda/core/output/key-cost.ts';
import type { AuditedKey } from '../audit/audit.ts';

/** A key as every output shows it, with as much as was read of it for the flow's verdict. `now` is when the audit judges. */
export const auditedKey = (
  key: Key,
  rotation: Rotation | undefined,
  answers: AwsAnswers | undefined,
  now: Date,
): AuditedKey => {
  const { arn, id, account, region, manager, state, spec, origin, createdAt, deletionDate, primaryArn } = key;
  return {
    arn,
    id,
    account,
    region,
    manager,
    state,
    spec,
    origin,
    createdAt: createdAt.toISOString(),
    ...(deletionDate === undefined ? {} : { deletionDate: deletionDate.toISOString() }),
    ...(primaryArn === undefined ? {} : { primaryArn }),
    ...(rotation === undefined ? {} : { rotation }),
    ...asRead('tags', answers?.tags, Object.fromEntries<string>),
    ...asRead('aliases', answers?.aliases, (aliases) => aliases),
    ...asRead('users', answers && whoMayDecrypt(key, answers), (users) => users),
    monthlyCost: manager === 'CUSTOMER' ? estimatedMonthlyCost(key, rotation, now) : 0,
  };
};

/** Whom the policy lets decrypt, then whom grants do, each once; grants that were not read are left out. */
const whoMayDecrypt = (key: Key, { policy, grants }: AwsAnswers): Answer<readonly string[]> => {
  if (policy.kind === 'refused') return policy;
  const byPolicy = usersOf(policy.value, key).flatMap(({ mayDecrypt, text }) => (mayDecrypt ? [text] : []));
  const byGrant = grants.kind === 'given' ? grants.value : [];
  return { kind: 'given', value: [...new Set([...byPolicy, ...byGrant])] };
};

/** The member with this name, or nothing where its answer was refused or never asked for. */
const asRead = <N extends string, T, S>(
  name: N,
  answer: Answer<T> | undefined,
  show: (value: T) => S,
): { readonly [M in N]?: S } =>
  answer?.kind === 'given' ? ({ [name]: show(answer.value) } as { readonly [M in N]?: S }) : {};
