import { keyAliasIsConventional } from '../../../lambda/core/checks/key-alias-is-conventional.ts';
import { known, unreadable } from '../../../lambda/core/fact.ts';
import { testCheck } from './test-check.ts';

testCheck(keyAliasIsConventional, [
  { name: 'a key needs no alias where no pattern is given', facts: { aliases: known([]) }, reads: [], reasons: [] },
  {
    name: 'one alias of several that matches is enough',
    facts: { aliases: known(['alias/old', 'alias/prod-lake-appflow']) },
    parameters: { keyAliasPattern: 'alias/prod-*-appflow' },
    reads: ['aliases'],
    reasons: [],
  },
  {
    name: 'aliases of which none matches fail, with the first of them',
    key: { id: '1b2c3d4e' },
    facts: { aliases: known(['alias/old', 'alias/older']) },
    parameters: { keyAliasPattern: 'alias/prod-*' },
    reads: ['aliases'],
    reasons: [
      { code: 'ALIAS_NOT_CONVENTIONAL', problem: 'no alias of key 1b2c3d4e (alias/old) matches "alias/prod-*"' },
    ],
  },
  {
    name: 'a key without an alias fails',
    key: { id: '1b2c3d4e' },
    facts: { aliases: known([]) },
    parameters: { keyAliasPattern: '*' },
    reads: ['aliases'],
    reasons: [{ code: 'ALIAS_NOT_CONVENTIONAL', problem: 'key 1b2c3d4e has no alias, wanted is "*"' }],
  },
  {
    name: 'aliases that may not be read are unverified',
    key: { id: '1b2c3d4e' },
    facts: { aliases: unreadable('kms:ListAliases is denied') },
    parameters: { keyAliasPattern: '*' },
    reads: ['aliases'],
    reasons: [
      { code: 'UNVERIFIED', problem: 'the aliases of key 1b2c3d4e could not be read: kms:ListAliases is denied' },
    ],
  },
]);
