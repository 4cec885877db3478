/** A step of an address or a reference: a name after a dot, or what stands between brackets. */
export type Step = { readonly name: string } | { readonly index: string | number };

/** Of what a `for_each` or a `count` has made several. */
export type Index = string | number | undefined;

/** One instance of a module: its calls from the root on; the root has none. */
export type ModulePath = readonly { readonly name: string; readonly index: Index }[];

const NAME = /[^.[\]"]+/y;
const NUMBER = /\[(\d+)\]/y;
/** Text between quotes as HCL writes it; https://developer.hashicorp.com/terraform/language/expressions/strings */
const TEXT = /\["((?:[^"\\]|\\.)*)"\]/y;

/** The steps of an address such as `module.m["a"].aws_kms_key.k[0].arn`; nothing where it is not one. */
export const stepsOf = (address: string): readonly Step[] | undefined => {
  const steps: Step[] = [];
  let at = 0;
  const taken = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(address);
    if (found === null) return undefined;
    at = pattern.lastIndex;
    return found[1] ?? found[0];
  };
  while (at < address.length) {
    const number = taken(NUMBER);
    const text = number === undefined ? taken(TEXT) : undefined;
    if (number !== undefined) steps.push({ index: Number(number) });
    else if (text !== undefined) steps.push({ index: unescaped(text) });
    else {
      if (steps.length > 0 && address[at++] !== '.') return undefined;
      const name = taken(NAME);
      if (name === undefined) return undefined;
      steps.push({ name });
    }
  }
  return steps;
};

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (text: string): string =>
  text.replace(
    /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|([$%])\4\{/gs,
    (whole, four?: string, eight?: string, other?: string, sign?: string) => {
      if (sign !== undefined) return `${sign}{`;
      if (other !== undefined) return ESCAPES[other] ?? other;
      const point = Number.parseInt(four ?? eight ?? '', 16);
      return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
    },
  );

/** The module instance that an address such as `module.a.module.b["x"]` names; nothing where it names none. */
export const modulePathOf = (address: string): ModulePath | undefined => {
  const path: { name: string; index: Index }[] = [];
  const steps = stepsOf(address) ?? [];
  for (let at = 0; at < steps.length; ) {
    const [word, call, index] = steps.slice(at, at + 3);
    if (!word || !('name' in word) || word.name !== 'module' || !call || !('name' in call)) return undefined;
    const indexed = index !== undefined && 'index' in index;
    path.push({ name: call.name, index: indexed ? index.index : undefined });
    at += indexed ? 3 : 2;
  }
  return path;
};

/** Tells instances apart: 0 and "0" are two. */
export const indexText = (index: Index): string => (index === undefined ? '' : `[${JSON.stringify(index)}]`);

/** The module's name within a reading, whatever stands in its indexes. */
export const moduleText = (path: ModulePath): string =>
  path.map(({ name, index }) => `module.${name}${indexText(index)}`).join('.');

/** The module's name in the configuration, which knows no indexes. */
export const callText = (path: ModulePath): string => path.map(({ name }) => `module.${name}`).join('.');

/** The reference again, in one form. */
export const textOfSteps = (steps: readonly Step[]): string =>
  steps.map((step, at) => ('index' in step ? indexText(step.index) : `${at === 0 ? '' : '.'}${step.name}`)).join('');
