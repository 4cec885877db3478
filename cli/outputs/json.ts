import type { Audit, AuditedFlow, AuditedKey, AuditedPlace, AuditedReason, Muted } from '../audit/audit.ts';
import { jsonArray, jsonText } from './json-text.ts';

/**
 * The chunks of the whole audit as JSON, which `--baseline` reads: members always in the same order, so that two
 * audits can be compared by their lines, too.
 */
export function* auditAsJson(audit: Audit): Generator<string> {
  const { places, flows, keys, unjudged, notes, ...head } = audit;
  const short = ordered(HEAD, { ...head, parameters: sorted(head.parameters) });
  const arrays: readonly (readonly [string, Iterable<unknown>])[] = [
    ['places', places.map((place) => ordered(PLACE, place))],
    ['flows', mapped(flows, flowOf)],
    ['keys', mapped(keys, keyOf)],
    ['unjudged', unjudged.map((flow) => ordered(UNJUDGED, flow))],
    ['notes', notes],
  ];
  yield '{';
  for (const [name, value] of Object.entries(short)) yield `\n  ${jsonText(name)}: ${jsonText(value, 1)},`;
  for (const [index, [name, items]] of arrays.entries()) {
    yield `${index === 0 ? '' : ','}\n  ${jsonText(name)}: `;
    yield* jsonArray(items, 1);
  }
  yield '\n}\n';
}

const HEAD = ['format', 'version', 'at', 'complete', 'interrupted', 'rule', 'parameters'];
const PLACE: readonly (keyof AuditedPlace)[] = ['account', 'accountName', 'region', 'status', 'flows', 'because'];
const UNJUDGED = ['account', 'region', 'flow', 'because'];
const FLOW: readonly (keyof AuditedFlow)[] = [
  'account',
  'region',
  'flow',
  'arn',
  'verdict',
  'annotation',
  'severity',
  'reasons',
  'key',
  'tags',
  'change',
  'muted',
  'truncated',
];
const REASON: readonly (keyof AuditedReason)[] = ['code', 'severity', 'problem', 'remedy', 'change', 'muted'];
const MUTED: readonly (keyof Muted)[] = ['until', 'because'];
const KEY: readonly (keyof AuditedKey)[] = [
  'arn',
  'id',
  'account',
  'region',
  'manager',
  'state',
  'spec',
  'origin',
  'createdAt',
  'deletionDate',
  'primaryArn',
  'rotation',
  'tags',
  'aliases',
  'users',
  'monthlyCost',
];

const flowOf = (flow: AuditedFlow): object =>
  ordered(FLOW, {
    ...flow,
    reasons: flow.reasons.map((reason) => ordered(REASON, { ...reason, muted: mutedOf(reason) })),
    key: flow.key && ordered(['arn', 'state'], flow.key),
    tags: sorted(flow.tags),
    muted: mutedOf(flow),
  });

const mutedOf = ({ muted }: { readonly muted?: Muted }): object | undefined => muted && ordered(MUTED, muted);

const keyOf = (key: AuditedKey): object =>
  ordered(KEY, {
    ...key,
    rotation: key.rotation && ordered(['kind', 'periodInDays'], key.rotation),
    tags: key.tags && sorted(key.tags),
  });

/** The same members, these names first; what has another name follows, so that a new member is never lost. */
const ordered = (names: readonly string[], object: object): object => {
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  const placeOf = ([name]: readonly [string, unknown]): number =>
    names.includes(name) ? names.indexOf(name) : names.length;
  return Object.fromEntries(members.sort((a, b) => placeOf(a) - placeOf(b)));
};

/** By code units of the names, so that the order is the same on every machine. */
const sorted = (texts: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));

function* mapped<T>(items: readonly T[], map: (item: T) => unknown): Generator<unknown> {
  for (const item of items) yield map(item);
}
