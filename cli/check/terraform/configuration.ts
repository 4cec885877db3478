import type { ModulePath } from './address.ts';
import { callText } from './address.ts';
import { isObject, memberOf, textIn } from './json.ts';

/**
 * What the configuration says of a resource: names of attributes and what their expressions refer to, never the
 * expressions.
 */
export interface ResourceConfiguration {
  readonly expressions: unknown;
  /** Of `for_each` or of `count`; nothing where it has none, or one that refers to nothing. */
  readonly repeat: unknown;
  readonly providerKey: string | undefined;
}

/** What the configuration of one module holds. */
export interface ModuleConfiguration {
  readonly resources: ReadonlyMap<string, ResourceConfiguration>;
  readonly calls: unknown;
  readonly outputs: unknown;
  readonly variables: unknown;
}

export interface Configuration {
  /** Of a module, whatever its indexes; nothing where the plan does not hold it. */
  readonly module: (path: ModulePath) => ModuleConfiguration | undefined;
  /** Of a resource `type.name`, with `data.` before a data source, in a module. */
  readonly resource: (path: ModulePath, name: string) => ResourceConfiguration | undefined;
  /** The expressions of a provider, by its key. */
  readonly provider: (key: string) => unknown;
}

/** Finds what the configuration of a plan says, each module read when it is first asked for. */
export const configurationOf = (configuration: unknown): Configuration => {
  const modules = new Map<string, ModuleConfiguration | undefined>();
  const rawModule = (path: ModulePath): unknown =>
    path.reduce<unknown>(
      (module, { name }) => memberOf(memberOf(memberOf(module, 'module_calls'), name), 'module'),
      memberOf(configuration, 'root_module'),
    );
  const module = (path: ModulePath): ModuleConfiguration | undefined => {
    const name = callText(path);
    if (!modules.has(name)) modules.set(name, moduleIn(rawModule(path)));
    return modules.get(name);
  };
  return {
    module,
    resource: (path, name) => module(path)?.resources.get(name),
    provider: (key) => memberOf(memberOf(memberOf(configuration, 'provider_config'), key), 'expressions'),
  };
};

const moduleIn = (raw: unknown): ModuleConfiguration | undefined => {
  if (!isObject(raw)) return undefined;
  const listed = memberOf(raw, 'resources');
  const resources = new Map<string, ResourceConfiguration>();
  for (const resource of Array.isArray(listed) ? listed : []) {
    const address = textIn(memberOf(resource, 'address'));
    if (address === undefined) continue;
    resources.set(address, {
      expressions: memberOf(resource, 'expressions'),
      repeat: memberOf(resource, 'for_each_expression') ?? memberOf(resource, 'count_expression'),
      providerKey: textIn(memberOf(resource, 'provider_config_key')),
    });
  }
  return {
    resources,
    calls: memberOf(raw, 'module_calls'),
    outputs: memberOf(raw, 'outputs'),
    variables: memberOf(raw, 'variables'),
  };
};
