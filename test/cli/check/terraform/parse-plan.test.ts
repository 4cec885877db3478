import { InvalidInputError } from '../../../../cli/audit/invalid-input.ts';
import { readPlan } from '../../../../cli/check/terraform/read-plan.ts';
import { aFlowChange, aPlan } from '../../../builders/a-plan.ts';

const HOW = 'run `terraform show -json PLAN` (or `tofu show -json PLAN`) and give what it prints';

const messageOf = (text: string): string => {
  try {
    readPlan('plan.json', text);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  throw new Error('It was taken, though it should have been refused');
};

it.each([
  {
    name: 'a plan file, which is binary',
    text: 'PK\u0003\u0004\u0014\u0000\b',
    message: `plan.json is not a plan that can be read: it is the plan file itself, which is binary: ${HOW}`,
  },
  {
    name: 'an empty file',
    text: '',
    message: `plan.json is not a plan that can be read: it is not JSON, or only a part of it: ${HOW}`,
  },
  {
    name: 'JSON that is cut off',
    text: aPlan().slice(0, -9),
    message: `plan.json is not a plan that can be read: it is not JSON, or only a part of it: ${HOW}`,
  },
  {
    name: 'UTF-16, which some shells write',
    text: Buffer.from(aPlan(), 'utf16le').toString('utf8'),
    message:
      'plan.json is not a plan that can be read: it is not UTF-8; some shells write UTF-16 when output is ' +
      'sent to a file',
  },
  {
    name: 'the log of a plan',
    text: '{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info"}\n',
    message: `plan.json is not a plan that can be read: it is the log that \`plan -json\` prints: ${HOW}`,
  },
  {
    name: 'other JSON',
    text: '{"Resources":{}}',
    message: `plan.json is not a plan that can be read: it has no format_version: ${HOW}`,
  },
  {
    name: 'a list',
    text: '[]',
    message: `plan.json is not a plan that can be read: it has no format_version: ${HOW}`,
  },
  {
    name: 'a state',
    text: '{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}',
    message: `plan.json is not a plan that can be read: it is a state, which tells what is there: ${HOW}`,
  },
  {
    name: 'a format of the past',
    text: aPlan({ members: { format_version: '0.2' } }),
    message: 'plan.json is not a plan that can be read: its format_version is "0.2"; only 1.x is understood',
  },
  {
    name: 'a format of the future',
    text: aPlan({ members: { format_version: '2.0' } }),
    message: 'plan.json is not a plan that can be read: its format_version is "2.0"; only 1.x is understood',
  },
  {
    name: 'a format whose number only begins with 1',
    text: aPlan({ members: { format_version: '10.0' } }),
    message: 'plan.json is not a plan that can be read: its format_version is "10.0"; only 1.x is understood',
  },
  {
    name: 'a plan that ended with an error',
    text: aPlan({ members: { errored: true } }),
    message:
      'plan.json is not a plan that can be read: making it ended with an error, so it is not whole: make ' +
      'one that succeeds',
  },
  {
    name: 'changes that are no list',
    text: aPlan({ members: { resource_changes: {} } }),
    message: 'plan.json is not a plan that can be read: resource_changes is missing or of another kind',
  },
  {
    name: 'changes without a type',
    text: aPlan({ members: { resource_changes: [{ address: 'x', mode: 'managed' }] } }),
    message:
      'plan.json is not a plan that can be read: resource_changes.0.type is missing or of another kind; ' +
      'resource_changes.0.name is missing or of another kind; resource_changes.0.change is missing or of ' +
      'another kind',
  },
])('refuses $name', ({ text, message }) => {
  expect(messageOf(text)).toBe(message);
});

it('repeats nothing of a file that it refuses, which may hold secrets', () => {
  expect(messageOf('{"password": hunter2}')).not.toContain('hunter2');
  expect(messageOf(aPlan({ members: { resource_changes: 'hunter2' } }))).not.toContain('hunter2');
});

it('refuses what is nested too deeply to be read, without ending with anything else', () => {
  const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
  const text = aPlan({ changes: [aFlowChange('aws_appflow_flow.orders', { unknown: { tags: 'DEEP' } as never })] });
  expect(messageOf(text.replace('"DEEP"', deep))).toBe(
    'plan.json is not a plan that can be read: it is nested too deeply',
  );
});

it.each([
  { name: 'a byte order mark', text: `\uFEFF${aPlan()}` },
  { name: 'a later minor version', text: aPlan({ members: { format_version: '1.99' } }) },
  { name: 'members that nobody knows yet', text: aPlan({ members: { news: { from: ['the future'] } } }) },
])('takes a plan with $name', ({ text }) => {
  expect(readPlan('plan.json', text).cases[0]?.world.flows).toMatchObject([{ resource: 'aws_appflow_flow.orders' }]);
});

it('takes a plan that changes nothing', () => {
  expect(readPlan('plan.json', '{"format_version":"1.2","planned_values":{"root_module":{}}}')).toEqual({
    file: 'plan.json',
    cases: [
      {
        condition: '',
        world: {
          account: {
            kind: 'unknown',
            because:
              'the plan does not tell the account: aws_caller_identity would, or allowed_account_ids of the provider',
          },
          region: { kind: 'unknown', because: 'the plan does not tell the Region of the provider' },
          flows: [],
          keys: [],
          aliases: [],
          profiles: [],
          buckets: [],
        },
      },
    ],
    notes: [],
  });
});
