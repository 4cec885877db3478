import { InvalidParametersError, parseRuleParameters } from '../../lambda/core/input/rule-parameters.ts';
import type { RecordedPlace } from '../../local-aws/recording.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { partitionOfRegion } from '../audit/partition.ts';
import type { FactsOfWorld } from './facts.ts';
import type { RecordedWorld } from './recorder.ts';
import { createCallRedaction } from './redaction/asked-calls.ts';
import { redactedFlow } from './redaction/flows.ts';
import { createIdentities } from './redaction/identities.ts';
import { createPolicyRedaction } from './redaction/key-policies.ts';
import { redactedKey } from './redaction/keys.ts';
import { createMarks } from './redaction/marks.ts';
import { createNames, type Names } from './redaction/names.ts';
import { redactedParameters } from './redaction/policy-parameters.ts';

/**
 * The same recording with pseudonyms instead of account ids, names, ARNs, tag values and free text, so that a stranger may read it:
 * a replay of it by its own policy gives the same verdicts for the same reasons. One text has one pseudonym of a kind in the whole
 * file. Throws an InvalidInputError where the policy does not fit into rule parameters any more. What stays: Regions, dates, states, numbers, tag keys, names of AWS's services and of what they do.
 */
export const redacted = (world: RecordedWorld): RecordedWorld => {
  const facts = factsIn(world);
  const texts = world.ruleParameters ?? {};
  const parameters = parseRuleParameters(JSON.stringify(texts));
  const partitions = partitionsIn(world, facts);
  const marks = createMarks(parameters, facts);
  const names = createNames(marks, partitions);
  const identities = createIdentities(names, marks, partitions);
  const redactPolicy = createPolicyRedaction(names, identities);
  const redactCall = createCallRedaction(names);
  const { at, version, asked, places = [] } = world.recording;
  const anonymous: RecordedWorld = {
    account: names.account(world.account),
    region: world.region,
    recording: {
      at,
      version,
      places: places.map((place) => redactedPlace(place, names)),
      asked: Object.fromEntries(Object.entries(asked).map(([call, outcome]) => [redactCall(call), outcome])),
    },
    flows: facts.flows.map((flow) => redactedFlow(flow, names)),
    keys: facts.keys.map((key) => redactedKey(key, names, identities, redactPolicy)),
    connectorProfiles: facts.connectorProfiles.map(({ account, region, connectorProfileName, credentialsArn }) => ({
      ...(account === undefined ? {} : { account: names.account(account) }),
      ...(region === undefined ? {} : { region }),
      connectorProfileName: names.profile(connectorProfileName),
      ...(credentialsArn === undefined ? {} : { credentialsArn: names.secret(credentialsArn) }),
    })),
    secrets: facts.secrets.map(({ ARN, KmsKeyId }) => ({
      ARN: names.secret(ARN),
      ...(KmsKeyId === undefined ? {} : { KmsKeyId: names.key(KmsKeyId) }),
    })),
    buckets: facts.buckets.map(({ account, region, Name, SSEAlgorithm, KMSMasterKeyID }) => ({
      ...(account === undefined ? {} : { account: names.account(account) }),
      ...(region === undefined ? {} : { region }),
      Name: names.bucket(Name),
      ...(SSEAlgorithm === undefined ? {} : { SSEAlgorithm }),
      ...(KMSMasterKeyID === undefined ? {} : { KMSMasterKeyID: names.key(KMSMasterKeyID) }),
    })),
    roles: facts.roles.map(({ Arn, Trusts }) => ({ Arn: names.roleArn(Arn), Trusts: Trusts.map(names.account) })),
  };
  // Last: by now it is known who is among the users of keys.
  const ruleParameters = redactedParameters(texts, parameters, facts, names, marks, identities);
  mustFit(ruleParameters);
  return { ...anonymous, ruleParameters };
};

/** A list may be longer than what it stands for, and what no rule takes no replay takes. */
const mustFit = (texts: Readonly<Record<string, string>>): void => {
  try {
    parseRuleParameters(JSON.stringify(texts));
  } catch (error) {
    if (!(error instanceof InvalidParametersError)) throw error;
    const why = error.problems.join('; ');
    throw new InvalidInputError(`--redact: the policy cannot be told with pseudonyms (${why}); record without it`);
  }
};

const factsIn = (world: RecordedWorld): FactsOfWorld => {
  const { flows = [], keys = [], connectorProfiles = [], secrets = [], buckets = [], roles = [] } = world;
  return { flows, keys, connectorProfiles, secrets, buckets, roles };
};

const partitionsIn = ({ region, recording }: RecordedWorld, { keys }: FactsOfWorld): readonly string[] => [
  ...new Set([
    ...[region, ...(recording.places ?? []).map((place) => place.region)].map(partitionOfRegion),
    ...keys.map(({ Arn }) => Arn.split(':')[1] ?? ''),
  ]),
];

const redactedPlace = (
  { account, accountName, region, status, because }: RecordedPlace,
  names: Names,
): RecordedPlace => ({
  account: names.account(account),
  ...(accountName === undefined ? {} : { accountName: names.text(accountName) }),
  region,
  status,
  ...(because === undefined ? {} : { because: names.text(because) }),
});
