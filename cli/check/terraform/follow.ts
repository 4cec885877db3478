import { type Index, indexText, type ModulePath, moduleText, type Step } from './address.ts';
import type { Configuration } from './configuration.ts';
import type { Instance, Instances } from './instances.ts';
import { holdsTrue, memberOf } from './json.ts';
import { extended, type NamedReference, type Reference, referencesOf } from './references.ts';
import { attributeAt, constantIn, referencesIn, type Spot } from './spot.ts';

/** Where an expression stands: what `var`, `each` and `count` mean there. */
export interface Standpoint {
  readonly module: ModulePath;
  readonly index: Index;
  /** The expression of the `for_each` or `count` around it. */
  readonly repeat: unknown;
}

/** Where a reference leads in the end. */
export type Lead = LeadKind & {
  /** The references on the way, each as `module reference`. */
  readonly way: readonly string[];
  /** What to call it: an address, or the reference. */
  readonly name: string;
};
type LeadKind =
  /** An attribute that nobody knows yet; without one, any attribute of it. */
  | { readonly kind: 'later'; readonly instance: Instance; readonly attribute: string | undefined }
  /** A value that the plan knows, so an unknown one does not come from it; it can decide a condition. */
  | { readonly kind: 'known'; readonly isNull: boolean }
  /** An instance that will not be there, such as the first of a count of 0. */
  | { readonly kind: 'absent' }
  /** The trail ends here, though the value may come from beyond. `because` is a clause. */
  | { readonly kind: 'lost'; readonly because: string };

/** What an expression leads to, and what was assumed on the way. */
export interface Trail {
  readonly leads: readonly Lead[];
  /** References to a resource by an index that the plan tells only as `each.key` or `count.index`. */
  readonly assumed: readonly string[];
}

export type Follow = (expression: unknown, from: Standpoint) => Trail;

/** More are not told apart. */
const MOST_LEADS = 200;

const NOTHING: Trail = { leads: [], assumed: [] };

/**
 * Follows what expressions refer to, through variables, modules and their outputs. A plan holds the names that an
 * expression refers to and not the expression, so a condition shows all its branches but the constant ones, and a local
 * value is where it ends.
 */
export const followIn = (configuration: Configuration, instances: Instances, variables: unknown): Follow => {
  const done = new Map<string, Trail | 'begun'>();

  const follow = (expression: unknown, from: Standpoint): Trail => {
    const references = referencesOf(referencesIn(expression) ?? []);
    const { used, consumed } = withIndexes(references, from, instances);
    return joined(
      used.map((it) => remembered(it, from)),
      consumed,
    );
  };

  const remembered = ({ name, reference }: NamedReference, from: Standpoint): Trail => {
    const here = moduleText(from.module);
    const key = `${here} ${indexText(from.index)} ${JSON.stringify(reference)} ${name}`;
    const found = done.get(key);
    if (found === 'begun') return lost(name, 'it refers to itself');
    if (found !== undefined) return found;
    done.set(key, 'begun');
    const { leads, assumed } = step(reference, name, from);
    const trail = { assumed, leads: leads.map((lead) => ({ ...lead, way: [`${here} ${name}`, ...lead.way] })) };
    done.set(key, trail);
    return trail;
  };

  const step = (reference: Reference, name: string, from: Standpoint): Trail => {
    switch (reference.kind) {
      case 'index':
      case 'known':
        return one({ kind: 'known', isNull: false, name, way: [] });
      case 'not-held':
        return lost(name, `a plan does not hold what ${name} is`);
      case 'variable':
        return variable(reference.name, reference.rest, name, from);
      case 'each-value':
        return eachValue(reference.rest, name, from);
      case 'output':
        return output(reference, name, from);
      case 'resource':
        return resource(reference, name, from);
    }
  };

  const variable = (variableName: string, rest: readonly Step[], name: string, from: Standpoint): Trail => {
    const call = from.module.at(-1);
    const known = (value: unknown): Trail =>
      one({ kind: 'known', isNull: partOf(value, rest) === null, name, way: [] });
    if (call === undefined) {
      const given = memberOf(variables, variableName);
      if (given !== undefined) return known(memberOf(given, 'value') ?? null);
    } else {
      const caller = from.module.slice(0, -1);
      const called = memberOf(configuration.module(caller)?.calls, call.name);
      const expression = memberOf(memberOf(called, 'expressions'), variableName);
      if (expression !== undefined) {
        const constant = constantIn(expression);
        if (constant !== undefined) return known(constant.value);
        const repeat = memberOf(called, 'for_each_expression') ?? memberOf(called, 'count_expression');
        return partially(expression, rest, name, { module: caller, index: call.index, repeat });
      }
    }
    const declared = memberOf(configuration.module(from.module)?.variables, variableName);
    if (declared === undefined) return lost(name, `the plan does not tell what ${name} is`);
    const initial = memberOf(declared, 'default');
    return call === undefined && initial === undefined
      ? lost(name, `the plan does not tell what ${name} is`)
      : known(initial ?? null);
  };

  /** A part of what an expression makes; which reference makes it is clear only where there is one, to a whole. */
  const partially = (expression: unknown, rest: readonly Step[], name: string, from: Standpoint): Trail => {
    if (rest.length === 0) return follow(expression, from);
    const [only, ...others] = referencesOf(referencesIn(expression) ?? []);
    const whole = only === undefined || others.length > 0 ? undefined : extended(only.reference, rest);
    if (only !== undefined && whole !== undefined) return remembered({ name: only.name, reference: whole }, from);
    const { leads, assumed } = follow(expression, from);
    const open = leads.filter(({ kind }) => kind === 'later' || kind === 'lost');
    if (open.length === 0) return { leads, assumed };
    return lost(name, `${name} is a part of what is made of ${named(open)}: a plan does not tell which`);
  };

  const eachValue = (rest: readonly Step[], name: string, from: Standpoint): Trail => {
    const [only, ...others] = referencesOf(referencesIn(from.repeat) ?? []);
    if (only === undefined) return one({ kind: 'known', isNull: false, name, way: [] });
    const { reference } = only;
    if (others.length === 0 && reference.kind === 'resource' && reference.rest.length === 0) {
      if (reference.index === undefined) return resource({ ...reference, index: from.index, rest }, only.name, from);
    }
    const { leads, assumed } = follow(from.repeat, { ...from, repeat: undefined });
    const open = leads.filter(({ kind }) => kind === 'later' || kind === 'lost');
    if (open.length === 0) return { leads, assumed };
    return lost(name, `${name} is a part of what is made of ${named(open)}: a plan does not tell which`);
  };

  const output = (
    reference: Extract<Reference, { readonly kind: 'output' }>,
    name: string,
    from: Standpoint,
  ): Trail => {
    const caller = from.module;
    const path = (index: Index): ModulePath => [...caller, { name: reference.module, index }];
    const outputs = configuration.module(path(undefined))?.outputs;
    const within = (module: ModulePath, wanted: string): Trail => {
      const expression = memberOf(memberOf(outputs, wanted), 'expression');
      if (memberOf(outputs, wanted) === undefined) return lost(name, `the plan does not hold the output ${wanted}`);
      return partially(expression, reference.rest, name, { module, index: undefined, repeat: undefined });
    };
    if (reference.output !== undefined) return within(path(reference.index), reference.output);
    // The name of the output is behind an index that a plan does not tell.
    const modules =
      reference.index === undefined ? instances.modules(caller, reference.module) : [path(reference.index)];
    if (modules.length > MOST_LEADS) return lost(name, tooMany(modules.length, name));
    const trails = modules.flatMap((module) => outputNames(outputs).map((wanted) => within(module, wanted)));
    const { leads, assumed } = joined(trails, []);
    const arns = leads.filter((lead) => lead.kind === 'later' && lead.attribute === 'arn');
    return arns.length > 0
      ? { leads: arns, assumed }
      : lost(name, `a plan does not tell which output of ${name} it is`);
  };

  const resource = (
    reference: Extract<Reference, { readonly kind: 'resource' }>,
    name: string,
    from: Standpoint,
  ): Trail => {
    const { index } = reference;
    const meant = instances.at(from.module, reference.resource, index);
    if (meant !== undefined) return one(attributeLead(meant, reference.rest));
    if (index !== undefined) return one({ kind: 'absent', name, way: [] });
    const all = instances.of(from.module, reference.resource);
    if (all.length > MOST_LEADS) return lost(name, tooMany(all.length, name));
    if (all.length > 0) return { ...NOTHING, leads: all.map((it) => attributeLead(it, [])) };
    const repeated = configuration.resource(from.module, reference.resource)?.repeat !== undefined;
    return repeated ? one({ kind: 'absent', name, way: [] }) : lost(name, `the plan tells nothing of ${name}`);
  };

  return follow;
};

/**
 * `aws_kms_key.a[each.key].arn` is told as `aws_kms_key.a` and `each.key`: the two are put together again where there
 * is such an instance.
 */
const withIndexes = (
  references: readonly NamedReference[],
  from: Standpoint,
  instances: Instances,
): { readonly used: readonly NamedReference[]; readonly consumed: readonly string[] } => {
  if (from.index === undefined || !references.some(({ reference }) => reference.kind === 'index')) {
    return { used: references, consumed: [] };
  }
  const consumed: string[] = [];
  const used = references.map(({ name, reference }) => {
    if (!isThere({ name, reference }, from, instances)) return { name, reference };
    consumed.push(name);
    return { name, reference: { ...reference, index: from.index } };
  });
  return { used: consumed.length > 0 ? used.filter(({ reference }) => reference.kind !== 'index') : used, consumed };
};

/** Whether a reference without an index names something that has an instance of the index where it stands. */
const isThere = ({ reference }: NamedReference, { module, index }: Standpoint, instances: Instances): boolean => {
  if (reference.kind === 'resource' && reference.index === undefined && reference.rest.length === 0) {
    return instances.at(module, reference.resource, index) !== undefined;
  }
  const isModule = reference.kind === 'output' && reference.index === undefined && reference.output === undefined;
  return isModule && instances.hasModule([...module, { name: reference.module, index }]);
};

const outputNames = (outputs: unknown): readonly string[] =>
  typeof outputs === 'object' && outputs !== null ? Object.keys(outputs) : [];

const attributeLead = (instance: Instance, rest: readonly Step[]): Lead => {
  const [first] = rest;
  const attribute = first !== undefined && 'name' in first ? first.name : undefined;
  const spot = rest.reduce<Spot>((at, step) => ('name' in step ? attributeAt(at, step.name) : at), instance.root);
  const name = attribute === undefined ? instance.address : `${instance.address}.${attribute}`;
  return holdsTrue(spot.unknown)
    ? { kind: 'later', instance, attribute, name, way: [] }
    : { kind: 'known', isNull: (spot.value ?? null) === null, name, way: [] };
};

const partOf = (value: unknown, rest: readonly Step[]): unknown =>
  rest.reduce<unknown>((at, step) => memberOf(at, 'name' in step ? step.name : String(step.index)) ?? null, value);

const one = (lead: Lead): Trail => ({ leads: [lead], assumed: [] });

const lost = (name: string, because: string): Trail => one({ kind: 'lost', because, name, way: [] });

const tooMany = (number: number, name: string): string =>
  `it is one of ${number} instances of ${name}: a plan does not tell which`;

const joined = (trails: readonly Trail[], assumed: readonly string[]): Trail => {
  const leads = trails.flatMap((it) => it.leads);
  if (leads.length > MOST_LEADS) return lost('', `it refers to more than ${MOST_LEADS} things`);
  return { leads, assumed: [...new Set([...assumed, ...trails.flatMap((it) => it.assumed)])] };
};

/** A few of what leads lead to, as a list. */
export const named = (leads: readonly Lead[]): string => {
  const names = [...new Set(leads.map(({ name }) => name))];
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
};
