import { keyIsTagged } from '../../../lambda/core/checks/key-is-tagged.ts';
import { denied, unreadable } from '../../../lambda/core/fact.ts';
import { tagged } from '../../builders/some-facts.ts';
import { testCheck } from './test-check.ts';

testCheck(keyIsTagged, [
  { name: 'one tag of its own is enough where none is required', reads: ['tags'], reasons: [], evidence: 'is tagged' },
  {
    name: 'a key without tags fails',
    key: { id: '1b2c3d4e' },
    facts: { tags: tagged({}) },
    reads: ['tags'],
    reasons: [{ code: 'KEY_UNTAGGED', problem: 'key 1b2c3d4e has no tag of its own' }],
  },
  {
    name: 'tags that AWS set do not count',
    key: { id: '1b2c3d4e' },
    facts: { tags: tagged({ 'aws:cloudformation:stack-name': 'lake', 'aws:owner': 'x' }) },
    reads: ['tags'],
    reasons: [{ code: 'KEY_UNTAGGED', problem: 'key 1b2c3d4e has no tag of its own' }],
  },
  {
    name: 'a tag that only resembles one of AWS counts',
    facts: { tags: tagged({ 'my-aws:stack': '' }) },
    reads: ['tags'],
    reasons: [],
    evidence: 'is tagged',
  },
  {
    name: 'a required tag of any value passes',
    parameters: { requiredKeyTags: 'Owner' },
    reads: ['tags'],
    reasons: [],
    evidence: 'is tagged',
  },
  {
    name: 'a required tag of an allowed value passes',
    parameters: { requiredKeyTags: 'Owner=crm|data-*' },
    reads: ['tags'],
    reasons: [],
    evidence: 'is tagged',
  },
  {
    name: 'a required tag that is missing fails',
    parameters: { requiredKeyTags: 'Owner,CostCenter' },
    reads: ['tags'],
    reasons: [{ code: 'TAG_MISSING', problem: 'tag CostCenter is missing' }],
  },
  {
    name: 'several required tags that are missing are named together',
    facts: { tags: tagged({}) },
    parameters: { requiredKeyTags: 'Owner,DataClass=PII' },
    reads: ['tags'],
    reasons: [{ code: 'TAG_MISSING', problem: 'tags Owner, DataClass are missing' }],
  },
  {
    name: 'each value that is not allowed is named, after what is missing',
    facts: { tags: tagged({ Owner: 'pat', DataClass: '' }) },
    parameters: { requiredKeyTags: 'Owner=data-*|crm,Stage,DataClass=PII' },
    reads: ['tags'],
    reasons: [
      { code: 'TAG_MISSING', problem: 'tag Stage is missing' },
      { code: 'TAG_VALUE_NOT_ALLOWED', problem: 'tag Owner is "pat", allowed is "data-*|crm"' },
      { code: 'TAG_VALUE_NOT_ALLOWED', problem: 'tag DataClass is "", allowed is "PII"' },
    ],
  },
  {
    name: 'tags that may not be read are unverified',
    key: { id: '1b2c3d4e' },
    facts: { tags: unreadable('kms:ListResourceTags is denied') },
    parameters: { requiredKeyTags: 'Owner' },
    reads: ['tags'],
    reasons: [
      { code: 'UNVERIFIED', problem: 'the tags of key 1b2c3d4e could not be read: kms:ListResourceTags is denied' },
    ],
  },
  {
    name: 'tags that may not be read say what to do about it, where that is known',
    key: { id: '1b2c3d4e' },
    facts: { tags: denied('kms:ListResourceTags') },
    reads: ['tags'],
    reasons: [
      {
        code: 'UNVERIFIED',
        problem: 'the tags of key 1b2c3d4e could not be read: kms:ListResourceTags is denied',
        remedy: 'Allow kms:ListResourceTags to the role of the rule, in its own policy and in the key policy',
      },
    ],
  },
]);
