import { CALLS, callOf, type Operation } from '../../lambda/aws/calls.ts';
import type { AccountRegion } from '../../lambda/core/model/account-region.ts';
import { flowArn, roleArn } from '../../lambda/core/model/arn.ts';
import { keyArn } from '../../lambda/core/model/key-reference.ts';
import type { NeededAction } from './permission-lines.ts';

/** An action with something of the kind on which the rule would call it; it need not exist. */
export interface ActionOnResource extends NeededAction {
  readonly operation: Operation;
  readonly resource: string;
}

/** Every action of the table of calls, once. */
export const neededActions = (where: AccountRegion): readonly ActionOnResource[] =>
  (Object.keys(CALLS) as Operation[]).map((operation) => {
    const { action, when } = callOf(operation);
    return { operation, action, when, resource: EXAMPLES[CALLS[operation].resource](where) };
  });

/** By what the table says in words. A policy that allows less than these, such as one flow alone, counts as a denial. */
const EXAMPLES: Readonly<Record<(typeof CALLS)[Operation]['resource'], (where: AccountRegion) => string>> = {
  '`*` (no resource level)': () => '*',
  'flows of the account and Region': (where) => flowArn(where, 'example'),
  'rules of the account and Region': (where) => regional(where, 'config', 'config-rule/config-rule-abcdef'),
  keys: (where) => keyArn(where, '00000000-0000-0000-0000-000000000000'),
  "AppFlow's own secrets": (where) => regional(where, 'secretsmanager', 'secret:appflow!example-abcdef'),
  'buckets of the account': ({ partition }) => `arn:${partition}:s3:::example`,
  'the named role': (where) => roleArn(where, 'appflow-flow-cmk-member'),
  "the account's own product": (where) => regional(where, 'securityhub', `product/${where.account}/default`),
  "the account's own hub": (where) => regional(where, 'securityhub', 'hub/default'),
};

const regional = ({ partition, region, account }: AccountRegion, service: string, resource: string): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;
