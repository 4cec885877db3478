import type { Instances } from './instances.ts';
import { FLOW_NAMES, isOfAws, isReadType } from './kinds.ts';
import type { Plan } from './parse-plan.ts';
import { attributeAt, readSpot } from './spot.ts';
import { shown } from './words.ts';

/** So many of a kind are named. */
const NAMED = 5;

const list = (names: readonly string[]): string => {
  const first = names.slice(0, NAMED).join(', ');
  return names.length > NAMED ? `${first} and ${names.length - NAMED} more` : first;
};

/** What a reader of the answer should know besides, in whole sentences. */
export const notesOf = (
  plan: Plan,
  instances: Instances,
  assumed: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] =>
  [
    ...partOfIt(plan),
    ...destroyedFlows(plan),
    ...foreign(instances),
    ...readKeys(instances),
    ...assumptions(assumed),
  ].map(shown);

const partOfIt = (plan: Plan): readonly string[] => {
  const deferred = plan.deferred_changes.length;
  if (deferred > 0) return [`The plan puts off ${count(deferred, 'resource')}: little is known of them yet.`];
  return plan.complete === false
    ? ['The plan is not complete, for instance since it has a -target: what it leaves out was not looked at.']
    : [];
};

const destroyedFlows = (plan: Plan): readonly string[] => {
  const gone = plan.resource_changes.filter(
    ({ type, mode, change: { actions } }) =>
      mode === 'managed' && FLOW_NAMES.has(type) && actions.every((it) => it === 'delete' || it === 'forget'),
  ).length;
  return gone === 0 ? [] : [`The plan gives up ${count(gone, 'flow')}, left out here.`];
};

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

const foreign = ({ all }: Instances): readonly string[] => {
  const of = all.filter((it) => isReadType(it) && it.mode === 'managed' && !isOfAws(it)).map(({ address }) => address);
  return of.length === 0 ? [] : [`A provider other than hashicorp/aws makes ${list(of)}: not read.`];
};

/** What a data source tells of a key that is there: its ARN alone is looked at, so this would be lost. */
const readKeys = ({ all }: Instances): readonly string[] =>
  all.flatMap((instance) => {
    if (instance.mode !== 'data' || instance.type !== 'aws_kms_key' || !isOfAws(instance)) return [];
    const [manager, state] = ['key_manager', 'key_state'].map((name) => {
      const reading = readSpot(attributeAt(instance.root, name));
      return reading.kind === 'known' && typeof reading.value === 'string' ? reading.value : undefined;
    });
    return [
      ...(manager === 'AWS' ? [`The key of ${instance.address} is managed by AWS.`] : []),
      ...(state === undefined || state === 'Enabled'
        ? []
        : [`The key of ${instance.address} is in the state ${state}.`]),
    ];
  });

const assumptions = (assumed: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] =>
  [...assumed].map(
    ([resource, names]) =>
      `Each ${resource} is taken to use ${list([...names])} of its own index: a plan tells that the index decides, ` +
      'not how.',
  );
