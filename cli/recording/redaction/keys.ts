import type { KeyFacts } from '../members.ts';
import { redactedTags, stateOr } from './flows.ts';
import type { Identities } from './identities.ts';
import type { Names } from './names.ts';
import type { Pseudonym } from './pseudonyms.ts';

/** The facts of a key, about pseudonyms: states, periods and dates stay. */
export const redactedKey = (
  { Arn, Description, Tags, Aliases, Policy, Grants, KeyLastUsage, ...key }: KeyFacts,
  names: Names,
  { identity }: Identities,
  redactPolicy: Pseudonym,
): KeyFacts => ({
  Arn: names.key(Arn),
  ...(Description === undefined ? {} : { Description: names.text(Description) }),
  ...(Tags === undefined ? {} : { Tags: redactedTags(Tags, names) }),
  ...(Aliases === undefined ? {} : { Aliases: Aliases.map(names.alias) }),
  ...(Policy === undefined
    ? {}
    : { Policy: redactPolicy(typeof Policy === 'string' ? Policy : JSON.stringify(Policy)) }),
  ...(Grants === undefined
    ? {}
    : {
        Grants: Grants.map(({ GranteePrincipal = '', Operations }) => ({
          GranteePrincipal: identity(GranteePrincipal),
          Operations,
        })),
      }),
  ...(KeyLastUsage === undefined ? {} : { KeyLastUsage }),
  ...statesOf(key, names),
});

const statesOf = (key: Omit<KeyFacts, 'Arn'>, names: Names): Omit<KeyFacts, 'Arn'> => {
  const { KeyManager, KeyState, Origin, KeySpec, KeyUsage, MultiRegion, MultiRegionConfiguration } = key;
  const { CreationDate, DeletionDate, Rotation, Rotations, TrackingStartDate } = key;
  const texts = { KeyState, Origin, KeySpec, KeyUsage };
  return {
    ...Object.fromEntries(
      Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, stateOr(names, text)]])),
    ),
    ...withValue({ KeyManager, CreationDate, DeletionDate, MultiRegion, Rotation, Rotations, TrackingStartDate }),
    ...(MultiRegionConfiguration === undefined
      ? {}
      : { MultiRegionConfiguration: redactedConfiguration(MultiRegionConfiguration, names) }),
  };
};

type Configuration = NonNullable<KeyFacts['MultiRegionConfiguration']>;

const redactedConfiguration = ({ MultiRegionKeyType, PrimaryKey }: Configuration, names: Names): Configuration => ({
  MultiRegionKeyType,
  ...(PrimaryKey === undefined ? {} : { PrimaryKey: { Arn: names.key(PrimaryKey.Arn), Region: PrimaryKey.Region } }),
});

const withValue = <T extends object>(members: T): { [Name in keyof T]?: NonNullable<T[Name]> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: NonNullable<T[Name]>;
  };
