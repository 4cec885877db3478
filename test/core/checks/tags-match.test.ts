import { tagsMatch } from '../../../lambda/core/checks/tags-match.ts';
import { refused } from '../../../lambda/core/model/answer.ts';
import { tagged } from '../../builders/some-answers.ts';
import { testCheck } from './test-check.ts';

const id = '1b2c3d4e';

testCheck(tagsMatch, [
  {
    name: 'tags may differ where none must match',
    answers: { tags: tagged({ Owner: 'crm' }) },
    needs: [],
    reasons: [],
  },
  { name: 'the same value on both sides passes', parameters: { matchingTags: 'Owner' }, needs: ['tags'], reasons: [] },
  {
    name: 'an empty value on both sides passes',
    flow: { tags: { DataClass: '' } },
    answers: { tags: tagged({ DataClass: '' }) },
    parameters: { matchingTags: 'DataClass' },
    needs: ['tags'],
    reasons: [],
  },
  {
    name: 'different values fail',
    key: { id },
    answers: { tags: tagged({ Owner: 'crm' }) },
    parameters: { matchingTags: 'Owner' },
    needs: ['tags'],
    reasons: [{ code: 'TAG_MISMATCH', problem: 'tag Owner is "data-platform" on the flow but "crm" on key 1b2c3d4e' }],
  },
  {
    name: 'values that differ in case fail',
    key: { id },
    answers: { tags: tagged({ Owner: 'Data-Platform' }) },
    parameters: { matchingTags: 'Owner' },
    needs: ['tags'],
    reasons: [
      { code: 'TAG_MISMATCH', problem: 'tag Owner is "data-platform" on the flow but "Data-Platform" on key 1b2c3d4e' },
    ],
  },
  {
    name: 'each tag that is missing on a side fails',
    key: { id },
    flow: { tags: { Owner: 'data-platform', Stage: 'prod' } },
    answers: { tags: tagged({ Owner: 'data-platform', DataClass: 'PII' }) },
    parameters: { matchingTags: 'Stage,Owner,DataClass' },
    needs: ['tags'],
    reasons: [
      { code: 'TAG_MISMATCH', problem: 'tag Stage is missing on key 1b2c3d4e' },
      { code: 'TAG_MISMATCH', problem: 'tag DataClass is missing on the flow' },
    ],
  },
  {
    name: 'a tag that is missing on both sides fails',
    flow: { tags: {} },
    answers: { tags: tagged({}) },
    parameters: { matchingTags: 'Owner' },
    needs: ['tags'],
    reasons: [{ code: 'TAG_MISMATCH', problem: 'tag Owner is missing on the flow' }],
  },
  {
    name: 'a tag that the flow lacks is decided although the tags of the key may not be read',
    key: { id },
    answers: { tags: refused('kms:ListResourceTags is denied') },
    parameters: { matchingTags: 'DataClass,Owner' },
    needs: ['tags'],
    reasons: [
      { code: 'TAG_MISMATCH', problem: 'tag DataClass is missing on the flow' },
      { code: 'UNVERIFIED', problem: 'the tags of key 1b2c3d4e could not be read: kms:ListResourceTags is denied' },
    ],
  },
]);
