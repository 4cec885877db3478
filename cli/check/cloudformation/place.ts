import { ACCOUNT_ID, REGION } from '../../../lambda/core/model/account-region.ts';
import { quote } from '../../../lambda/core/model/text.ts';
import { InvalidInputError } from '../../audit/invalid-input.ts';
import { partitionOfRegion } from '../../audit/partition.ts';
import { type UnknownValue, unknownValue } from '../planned.ts';
import type { Environment } from './stack.ts';
import { literal, type PlacePart, type TextPart } from './value.ts';

const PSEUDO: Readonly<Record<PlacePart, string>> = {
  account: 'AWS::AccountId',
  region: 'AWS::Region',
  partition: 'AWS::Partition',
  suffix: 'AWS::URLSuffix',
};

/** Which part of the place a pseudo parameter tells, if any. */
export const placePartOf = (pseudo: string): PlacePart | undefined =>
  (Object.keys(PSEUDO) as PlacePart[]).find((part) => PSEUDO[part] === pseudo);

/** The pseudo parameter as a piece of a text: its value where it is known. */
export const placeIn = (environment: Environment, what: PlacePart, line: number): TextPart => {
  const value = environment[what];
  return value === undefined ? { kind: 'place', what, line } : literal(value);
};

export const placeIsOpen = (what: PlacePart, line?: number): UnknownValue =>
  unknownValue(undecided(PSEUDO[what], 'is not known before deployment'), line);

/** That a parameter would decide: the clause ends with what to give. */
export const undecided = (parameter: string, why: string): string =>
  `${parameter} ${why}; --parameter ${parameter}=VALUE would decide it`;

/**
 * Where a stack will be made, from pseudo parameters that were given. The Region tells the partition, and that the end
 * of AWS's host names.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html
 * @throws InvalidInputError for an account or Region of another form
 */
export const environmentOf = (given: ReadonlyMap<string, string>): Environment => {
  const account = given.get(PSEUDO.account);
  const region = given.get(PSEUDO.region);
  if (account !== undefined && !ACCOUNT_ID.test(account)) {
    throw new InvalidInputError(`--parameter AWS::AccountId=${account}: must be an account id of 12 digits`);
  }
  if (region !== undefined && !REGION.test(region)) {
    throw new InvalidInputError(`--parameter AWS::Region: ${quote(region)} must be a Region such as eu-west-1`);
  }
  const partition = given.get(PSEUDO.partition) ?? (region === undefined ? undefined : partitionOfRegion(region));
  const suffix = given.get(PSEUDO.suffix) ?? (partition === undefined ? undefined : suffixOf(partition));
  const [stackName, stackId] = [given.get('AWS::StackName'), given.get('AWS::StackId')];
  return { account, region, partition, suffix, stackName, stackId };
};

const suffixOf = (partition: string): string | undefined =>
  ({ aws: 'amazonaws.com', 'aws-us-gov': 'amazonaws.com', 'aws-cn': 'amazonaws.com.cn', 'aws-eusc': 'amazonaws.eu' })[
    partition
  ];
