import { keyAliasIsConventional } from '../../../lambda/core/checks/key-alias-is-conventional.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { testCheck } from './test-check.ts';

testCheck(keyAliasIsConventional, [
  { name: 'a key needs no alias where no pattern is given', answers: { aliases: given([]) }, needs: [], reasons: [] },
  {
    name: 'one alias of several that matches is enough',
    answers: { aliases: given(['alias/old', 'alias/prod-lake-appflow']) },
    parameters: { keyAliasPattern: 'alias/prod-*-appflow' },
    needs: ['aliases'],
    reasons: [],
  },
  {
    name: 'aliases of which none matches fail, with the first of them',
    key: { id: '1b2c3d4e' },
    answers: { aliases: given(['alias/old', 'alias/older']) },
    parameters: { keyAliasPattern: 'alias/prod-*' },
    needs: ['aliases'],
    reasons: [
      { code: 'ALIAS_NOT_CONVENTIONAL', problem: 'no alias of key 1b2c3d4e (alias/old) matches "alias/prod-*"' },
    ],
  },
  {
    name: 'a key without an alias fails',
    key: { id: '1b2c3d4e' },
    answers: { aliases: given([]) },
    parameters: { keyAliasPattern: '*' },
    needs: ['aliases'],
    reasons: [{ code: 'ALIAS_NOT_CONVENTIONAL', problem: 'key 1b2c3d4e has no alias, so none matches "*"' }],
  },
  {
    name: 'aliases that may not be read are unverified',
    key: { id: '1b2c3d4e' },
    answers: { aliases: refused('kms:ListAliases is denied') },
    parameters: { keyAliasPattern: '*' },
    needs: ['aliases'],
    reasons: [
      { code: 'UNVERIFIED', problem: 'the aliases of key 1b2c3d4e could not be read: kms:ListAliases is denied' },
    ],
  },
]);
