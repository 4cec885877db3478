import { keyIsTagged } from '../../../lambda/core/checks/key-is-tagged.ts';
import { denied, refused } from '../../../lambda/core/model/answer.ts';
import { tagged } from '../../builders/some-answers.ts';
import { testCheck } from './test-check.ts';

testCheck(keyIsTagged, [
  { name: 'one tag of its own is enough where none is required', needs: ['tags'], reasons: [], evidence: 'is tagged' },
  {
    name: 'a key without tags fails',
    key: { id: '1b2c3d4e' },
    answers: { tags: tagged({}) },
    needs: ['tags'],
    reasons: [{ code: 'KEY_UNTAGGED', problem: 'key 1b2c3d4e has no tag of its own' }],
  },
  {
    name: 'tags that AWS set do not count',
    key: { id: '1b2c3d4e' },
    answers: { tags: tagged({ 'aws:cloudformation:stack-name': 'lake', 'aws:owner': 'x' }) },
    needs: ['tags'],
    reasons: [{ code: 'KEY_UNTAGGED', problem: 'key 1b2c3d4e has no tag of its own' }],
  },
  {
    name: 'a tag that only resembles one of AWS counts',
    answers: { tags: tagged({ 'my-aws:stack': '' }) },
    needs: ['tags'],
    reasons: [],
    evidence: 'is tagged',
  },
  {
    name: 'a required tag of any value passes',
    parameters: { requiredKeyTags: 'Owner' },
    needs: ['tags'],
    reasons: [],
    evidence: 'is tagged',
  },
  {
    name: 'a required tag of an allowed value passes',
    parameters: { requiredKeyTags: 'Owner=crm|data-*' },
    needs: ['tags'],
    reasons: [],
    evidence: 'is tagged',
  },
  {
    name: 'a required tag that is missing fails',
    parameters: { requiredKeyTags: 'Owner,CostCenter' },
    needs: ['tags'],
    reasons: [{ code: 'TAG_MISSING', problem: 'tag CostCenter is missing' }],
  },
  {
    name: 'several required tags that are missing are named together',
    answers: { tags: tagged({}) },
    parameters: { requiredKeyTags: 'Owner,DataClass=PII' },
    needs: ['tags'],
    reasons: [{ code: 'TAG_MISSING', problem: 'tags Owner, DataClass are missing' }],
  },
  {
    name: 'each value that is not allowed is named, after what is missing',
    answers: { tags: tagged({ Owner: 'pat', DataClass: '' }) },
    parameters: { requiredKeyTags: 'Owner=data-*|crm,Stage,DataClass=PII' },
    needs: ['tags'],
    reasons: [
      { code: 'TAG_MISSING', problem: 'tag Stage is missing' },
      { code: 'TAG_VALUE_NOT_ALLOWED', problem: 'tag Owner is "pat" but must be "data-*|crm"' },
      { code: 'TAG_VALUE_NOT_ALLOWED', problem: 'tag DataClass is "" but must be "PII"' },
    ],
  },
  {
    name: 'tags that may not be read are unverified',
    key: { id: '1b2c3d4e' },
    answers: { tags: refused('kms:ListResourceTags is denied') },
    parameters: { requiredKeyTags: 'Owner' },
    needs: ['tags'],
    reasons: [
      { code: 'UNVERIFIED', problem: 'the tags of key 1b2c3d4e could not be read: kms:ListResourceTags is denied' },
    ],
  },
  {
    name: 'tags that may not be read say what to do about it, where that is known',
    key: { id: '1b2c3d4e' },
    answers: { tags: denied('kms:ListResourceTags') },
    needs: ['tags'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the tags of key 1b2c3d4e could not be read: kms:ListResourceTags is denied',
        remedy: 'Allow kms:ListResourceTags to the role of the rule, in its own policy and in the key policy',
      },
    ],
  },
]);
