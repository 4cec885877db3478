import { type Index, indexText, type ModulePath, modulePathOf, moduleText } from './address.ts';
import type { Configuration, ResourceConfiguration } from './configuration.ts';
import { memberOf, textIn } from './json.ts';
import type { Plan, ResourceChange } from './parse-plan.ts';
import type { Spot } from './spot.ts';

/** A resource, or a data source, as it will be when the plan is applied. */
export interface Instance {
  /** As the plan writes it, with modules and indexes. */
  readonly address: string;
  readonly module: ModulePath;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** `type.name`, with `data.` before a data source. */
  readonly resource: string;
  readonly index: Index;
  readonly provider: string;
  /** Its attributes. */
  readonly root: Spot;
  /** What is there now and stays, where the plan changes it in place. */
  readonly before: unknown;
  /** Nothing where the plan does not hold it. */
  readonly configuration: ResourceConfiguration | undefined;
}

export interface Instances {
  readonly all: readonly Instance[];
  /** What the plan takes away, as it is now: deleted, or replaced by another one. */
  readonly destroyed: readonly Instance[];
  /** All instances of a resource in a module instance, none included. */
  readonly of: (module: ModulePath, resource: string) => readonly Instance[];
  readonly at: (module: ModulePath, resource: string, index: Index) => Instance | undefined;
  /** The instances of a module that another one calls, those in which nothing is left out. */
  readonly modules: (caller: ModulePath, call: string) => readonly ModulePath[];
  readonly hasModule: (path: ModulePath) => boolean;
}

/** Every resource and data source of a plan, indexed. What it deletes or forgets is not there afterwards. */
export const instancesOf = (plan: Plan, configuration: Configuration): Instances => {
  const changes = [...plan.resource_changes, ...plan.deferred_changes.map(({ resource_change }) => resource_change)];
  const known = new Map<string, Instance>();
  for (const instance of [...readBefore(plan.prior_state, configuration), ...changes.flatMap(after(configuration))]) {
    known.set(idOf(instance.module, instance.resource, instance.index), instance);
  }
  const all = [...known.values()];
  const byResource = new Map<string, Instance[]>();
  const modules = new Map<string, Map<string, ModulePath>>();
  for (const instance of all) {
    push(byResource, `${moduleText(instance.module)} ${instance.resource}`, instance);
    addModules(modules, instance.module);
  }
  return {
    all,
    destroyed: changes.flatMap(before(configuration)),
    of: (module, resource) => byResource.get(`${moduleText(module)} ${resource}`) ?? [],
    at: (module, resource, index) => known.get(idOf(module, resource, index)),
    hasModule: (path) => {
      const last = path.at(-1);
      const siblings = modules.get(`${moduleText(path.slice(0, -1))} ${last?.name}`);
      return siblings?.has(moduleText(path)) === true;
    },
    modules: (caller, call) => [...(modules.get(`${moduleText(caller)} ${call}`)?.values() ?? [])],
  };
};

const push = (lists: Map<string, Instance[]>, key: string, instance: Instance): void => {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [instance]);
  else list.push(instance);
};

const addModules = (modules: Map<string, Map<string, ModulePath>>, path: ModulePath): void => {
  path.forEach(({ name }, at) => {
    const key = `${moduleText(path.slice(0, at))} ${name}`;
    const found = modules.get(key) ?? new Map<string, ModulePath>();
    const instance = path.slice(0, at + 1);
    modules.set(key, found.set(moduleText(instance), instance));
  });
};

const idOf = (module: ModulePath, resource: string, index: Index): string =>
  `${moduleText(module)} ${resource}${indexText(index)}`;

const GOES = ['delete', 'forget'];

type Named = Pick<ResourceChange, 'address' | 'module_address' | 'mode' | 'type' | 'name' | 'index' | 'provider_name'>;

const instanceOf = (
  named: Named,
  configuration: Configuration,
  trees: Omit<Spot, 'expression'>,
  before: unknown,
): readonly Instance[] => {
  const moduleAddress = named.module_address ?? '';
  // One that nobody can read is a module of which the configuration tells nothing; what is in it is told all the same.
  const module = modulePathOf(moduleAddress) ?? [{ name: moduleAddress, index: undefined }];
  const { mode } = named;
  if (mode !== 'managed' && mode !== 'data') return [];
  const resource = `${mode === 'data' ? 'data.' : ''}${named.type}.${named.name}`;
  const found = configuration.resource(module, resource);
  return [
    {
      address: named.address,
      module,
      mode,
      type: named.type,
      resource,
      index: named.index,
      provider: named.provider_name ?? '',
      root: { ...trees, expression: found?.expressions },
      before,
      configuration: found,
    },
  ];
};

const after =
  (configuration: Configuration) =>
  (given: ResourceChange): readonly Instance[] => {
    const { actions, after: value, after_unknown: unknown, after_sensitive: sensitive, before } = given.change;
    if (actions.every((action) => GOES.includes(action))) return [];
    const stays = !actions.includes('create');
    return instanceOf(given, configuration, { value, unknown, sensitive }, stays ? before : undefined);
  };

const before =
  (configuration: Configuration) =>
  (given: ResourceChange): readonly Instance[] => {
    const { actions, before: value, before_sensitive: sensitive } = given.change;
    if (!actions.includes('delete')) return [];
    return instanceOf(given, configuration, { value, unknown: undefined, sensitive }, undefined);
  };

/** The data sources that were read while the plan was made. */
const readBefore = (priorState: unknown, configuration: Configuration): readonly Instance[] => {
  const found: Instance[] = [];
  const waiting: unknown[] = [memberOf(memberOf(priorState, 'values'), 'root_module')];
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    const children = memberOf(module, 'child_modules');
    if (Array.isArray(children)) waiting.push(...children);
    const resources = memberOf(module, 'resources');
    for (const resource of Array.isArray(resources) ? resources : []) {
      if (memberOf(resource, 'mode') !== 'data') continue;
      const [address, type, name] = ['address', 'type', 'name'].map((it) => textIn(memberOf(resource, it)));
      if (address === undefined || type === undefined || name === undefined) continue;
      const index = memberOf(resource, 'index');
      found.push(
        ...instanceOf(
          {
            address,
            module_address: textIn(memberOf(module, 'address')),
            mode: 'data',
            type,
            name,
            index: typeof index === 'string' || typeof index === 'number' ? index : undefined,
            provider_name: textIn(memberOf(resource, 'provider_name')),
          },
          configuration,
          {
            value: memberOf(resource, 'values'),
            unknown: undefined,
            sensitive: memberOf(resource, 'sensitive_values'),
          },
          undefined,
        ),
      );
    }
  }
  return found;
};
