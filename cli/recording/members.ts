import type { WorldInput } from '../../local-aws/world.ts';

export type List<Member extends keyof WorldInput> = NonNullable<WorldInput[Member]>;
export type FlowFacts = List<'flows'>[number];
export type KeyFacts = List<'keys'>[number];
export type GrantFacts = NonNullable<KeyFacts['Grants']>[number];

/** What AWS leaves out is written as the readers of the rule take it, never as a world's default. */
export const UNKNOWN = 'unknown';

/** Without the members that have no value, which a strict shape would take for something else. */
export const known = <T extends object>(members: T): { [Name in keyof T]?: NonNullable<T[Name]> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };

/** As JSON has it, dates as text. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));
