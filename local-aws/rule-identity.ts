import { createHash } from 'node:crypto';
import { type Place, partitionOf } from './place.ts';
import type { World } from './world.ts';

/** The id that AWS Config gives a rule when it is made; that of the world's own rule stands in its events, too. */
export const ruleIdOf = ({ rule }: Pick<World, 'rule'>, name: string): string =>
  name === rule ? 'config-rule-k3v9qa' : `config-rule-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`;

export const ruleArnOf = ({ account, region }: Place, ruleId: string): string =>
  `arn:${partitionOf(region)}:config:${region}:${account}:config-rule/${ruleId}`;
