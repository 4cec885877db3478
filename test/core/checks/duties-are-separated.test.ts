import { dutiesAreSeparated } from '../../../lambda/core/checks/duties-are-separated.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';
import { policyOf } from '../../builders/a-policy.ts';
import { testCheck } from './test-check.ts';

const id = '1b2c3d4e';
const ROOT = 'arn:aws:iam::111122223333:root';
const ETL = 'arn:aws:iam::111122223333:role/etl';
const ADMIN = 'arn:aws:iam::111122223333:role/admin';
const use = (...AWS: readonly string[]) => policyOf({ Sid: 'Use', Principal: { AWS }, Action: 'kms:Decrypt' });
const govern = (...AWS: readonly string[]) => policyOf({ Sid: 'Govern', Principal: { AWS }, Action: 'kms:Put*' });
const failing = (problem: string) => [{ code: 'DUTIES_NOT_SEPARATED', problem }] as const;
const needs = ['policy'] as const;
const separated = { keyDuties: 'separated' };
const strict = { keyDuties: 'strict' };

testCheck(dutiesAreSeparated, [
  {
    name: 'one principal may have both duties by default',
    answers: { policy: given(policyOf({ Principal: '*' })) },
    needs: [],
    reasons: [],
  },
  {
    name: 'duties in two hands pass',
    answers: { policy: given([...govern(ADMIN), ...use(ETL)]) },
    parameters: strict,
    needs,
    reasons: [],
  },
  {
    name: 'the root of the default policy passes where duties are separated',
    parameters: separated,
    needs,
    reasons: [],
  },
  {
    name: 'the root of the default policy fails where duties are strict',
    key: { id },
    parameters: strict,
    needs,
    reasons: failing(
      'key 1b2c3d4e lets account 111122223333, whose IAM policies decide, both administer it and decrypt (statement AccountAdmin)',
    ),
  },
  {
    name: 'two duties by one statement fail, under either demand',
    key: { id },
    answers: { policy: given(policyOf({ Principal: { AWS: ADMIN } })) },
    parameters: separated,
    needs,
    reasons: failing(`key 1b2c3d4e lets ${ADMIN} both administer it and decrypt (statement UseOfTheKey)`),
  },
  {
    name: 'two duties by two statements fail, with both',
    key: { id },
    answers: { policy: given([...use(ETL, ADMIN), ...govern(ADMIN)]) },
    parameters: strict,
    needs,
    reasons: failing(`key 1b2c3d4e lets ${ADMIN} both administer it and decrypt (statements Govern and Use)`),
  },
  {
    name: 'the first statement of each duty is named',
    key: { id },
    answers: {
      policy: given([...govern(ADMIN), ...policyOf({ Sid: 'Late', Principal: { AWS: ADMIN } }), ...use(ADMIN)]),
    },
    parameters: separated,
    needs,
    reasons: failing(`key 1b2c3d4e lets ${ADMIN} both administer it and decrypt (statements Govern and Late)`),
  },
  {
    name: 'the first of several in the order of the policy is named, and how many more there are',
    key: { id },
    answers: { policy: given([...govern(ADMIN, ETL, ROOT), ...use('*', ROOT, ETL, ADMIN)]) },
    parameters: strict,
    needs,
    reasons: failing(
      `key 1b2c3d4e lets ${ADMIN} and 2 more both administer it and decrypt (statements Govern and Use)`,
    ),
  },
  {
    name: 'an account root comes first where the policy puts it first',
    key: { id },
    answers: { policy: given([...govern('111122223333', ADMIN), ...use(ADMIN, ROOT)]) },
    parameters: strict,
    needs,
    reasons: failing(
      'key 1b2c3d4e lets account 111122223333, whose IAM policies decide, and 1 more both administer it and decrypt (statements Govern and Use)',
    ),
  },
  {
    name: 'account roots do not count where duties are separated, though others do',
    key: { id },
    answers: { policy: given(policyOf({ Principal: { AWS: [ROOT, ADMIN] } })) },
    parameters: separated,
    needs,
    reasons: failing(`key 1b2c3d4e lets ${ADMIN} both administer it and decrypt (statement UseOfTheKey)`),
  },
  {
    name: 'everyone fails',
    key: { id },
    answers: { policy: given(policyOf({ Principal: '*' })) },
    parameters: separated,
    needs,
    reasons: failing('key 1b2c3d4e lets everyone (*) both administer it and decrypt (statement UseOfTheKey)'),
  },
  {
    name: 'services do not count, however strict',
    answers: { policy: given(policyOf({ Principal: { Service: 'logs.amazonaws.com' } })) },
    parameters: strict,
    needs,
    reasons: [],
  },
  {
    name: 'a service does not hide an identity of the same name',
    key: { id },
    answers: {
      policy: given([
        ...policyOf({ Principal: { Service: 'logs.amazonaws.com' } }),
        ...policyOf({ Sid: 'Odd', Principal: { Federated: 'logs.amazonaws.com' } }),
      ]),
    },
    parameters: separated,
    needs,
    reasons: failing('key 1b2c3d4e lets logs.amazonaws.com both administer it and decrypt (statement Odd)'),
  },
  {
    name: 'texts that stand for one another are compared as they stand',
    answers: { policy: given([...govern(ADMIN), ...use('arn:aws:iam::111122223333:role/*', '*')]) },
    parameters: separated,
    needs,
    reasons: [],
  },
  {
    name: 'grants are not weighed',
    answers: { policy: given(govern(ADMIN)), grants: given([ADMIN]) },
    parameters: strict,
    needs,
    reasons: [],
  },
  {
    name: 'a policy that may not be read is unverified',
    key: { id },
    answers: { policy: refused('kms:GetKeyPolicy is denied') },
    parameters: separated,
    needs,
    reasons: [
      { code: 'UNVERIFIED', problem: 'the policy of key 1b2c3d4e could not be read: kms:GetKeyPolicy is denied' },
    ],
  },
]);
