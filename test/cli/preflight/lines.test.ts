import { costLines } from '../../../cli/preflight/cost-lines.ts';
import { type Counts, countLines } from '../../../cli/preflight/count-lines.ts';
import { type PreflightLine, preflightFails } from '../../../cli/preflight/line.ts';
import { simulatedLines, triedLines } from '../../../cli/preflight/permission-lines.ts';
import { hubLine, regionLine } from '../../../cli/preflight/place-lines.ts';
import { given, refused } from '../../../lambda/core/model/answer.ts';

describe('the Region', () => {
  it('passes where AppFlow exists', () => {
    expect(regionLine('eu-west-1', ['eu-west-1'])).toEqual({
      check: 'Region',
      outcome: 'pass',
      told: 'AppFlow exists in eu-west-1.',
    });
  });

  it('fails where it does not, and says where it does', () => {
    expect(regionLine('eu-north-1', ['eu-west-1', 'us-east-1'])).toEqual({
      check: 'Region',
      outcome: 'fail',
      told: 'AppFlow does not exist in eu-north-1, so that there is nothing to judge.',
      remedy: 'Deploy the rule in Regions that have it: eu-west-1, us-east-1.',
    });
  });
});

describe('Security Hub', () => {
  it('passes where it is on', () => {
    expect(hubLine(given(true))).toEqual({
      check: 'Security Hub',
      outcome: 'pass',
      told: 'Security Hub CSPM is on.',
    });
  });

  it('is only a warning where it is off', () => {
    expect(hubLine(given(false))).toEqual({
      check: 'Security Hub',
      outcome: 'warn',
      told: 'Security Hub CSPM is off in this Region: findings could not be imported.',
      remedy: 'Turn it on before SecurityHubFindings=true, or leave that switch off.',
    });
  });

  it('is only a warning where nobody may know, and names the action', () => {
    expect(hubLine(refused('securityhub:DescribeHub is denied'))).toEqual({
      check: 'Security Hub',
      outcome: 'warn',
      told: 'Whether Security Hub CSPM is on could not be read: securityhub:DescribeHub is denied.',
      remedy: 'Allow it to whoever runs this; it matters only for SecurityHubFindings=true.',
    });
  });
});

describe('permissions', () => {
  const always = { action: 'kms:DescribeKey', when: 'always' };
  const sometimes = { action: 'kms:ListGrants', when: '`KeyUsers` given' };

  it('pass where all are allowed', () => {
    const verdicts = [always, sometimes].map((action) => ({ ...action, isAllowed: true }));
    expect(simulatedLines(given(verdicts))).toEqual([
      {
        check: 'Permissions',
        outcome: 'pass',
        told: 'The caller may by the simulator of IAM, which does not look at key policies: kms:DescribeKey, kms:ListGrants.',
      },
    ]);
  });

  it('fail where one that is always needed is denied, and warn where it is needed sometimes', () => {
    const verdicts = [always, sometimes].map((action) => ({ ...action, isAllowed: false }));
    expect(simulatedLines(given(verdicts))).toEqual([
      {
        check: 'Permissions',
        outcome: 'fail',
        told: 'kms:DescribeKey is denied to the caller; the rule needs it always.',
        remedy: 'Allow kms:DescribeKey to whoever runs this; the stack gives it to the role of the rule.',
      },
      {
        check: 'Permissions',
        outcome: 'warn',
        told: 'kms:ListGrants is denied to the caller; the rule needs it with KeyUsers given.',
        remedy: 'Allow kms:ListGrants to whoever runs this; the stack gives it to the role of the rule.',
      },
    ]);
  });

  it('are a warning where they cannot be simulated', () => {
    expect(simulatedLines(refused('iam:SimulatePrincipalPolicy is denied'))).toEqual([
      {
        check: 'Permissions',
        outcome: 'warn',
        told: 'What the caller may do could not be simulated: iam:SimulatePrincipalPolicy is denied.',
        remedy: 'See below what was tried instead.',
      },
    ]);
  });

  it('that were tried are told, and those that were not', () => {
    expect(
      triedLines(
        [
          { ...always, isAllowed: true },
          { ...sometimes, isAllowed: false },
        ],
        ['config:PutEvaluations'],
      ),
    ).toEqual([
      { check: 'Permissions', outcome: 'pass', told: 'The caller may by trying them: kms:DescribeKey.' },
      {
        check: 'Permissions',
        outcome: 'warn',
        told: 'kms:ListGrants is denied to the caller; the rule needs it with KeyUsers given.',
        remedy: 'Allow kms:ListGrants to whoever runs this; the stack gives it to the role of the rule.',
      },
      {
        check: 'Permissions',
        outcome: 'warn',
        told: 'Not tried: config:PutEvaluations.',
        remedy: 'Allow iam:SimulatePrincipalPolicy to whoever runs this, to know of these, too.',
      },
    ]);
  });
});

describe('flows and keys', () => {
  const some: Counts = { flows: 1_200, keys: 3, unreadFlows: new Map(), unreadKeys: new Map() };

  it('are counted', () => {
    expect(countLines(some)).toEqual([
      { check: 'Flows', outcome: 'pass', told: 'There are 1,200 flows.' },
      { check: 'Keys', outcome: 'pass', told: 'The flows name 3 different keys.' },
    ]);
  });

  it('are counted in the singular, too', () => {
    expect(countLines({ ...some, flows: 1, keys: 1 }).map(({ told }) => told)).toEqual([
      'There is 1 flow.',
      'The flows name 1 key.',
    ]);
  });

  it('fail where flows may not be listed, and name the action', () => {
    expect(countLines({ ...some, unlistedBecause: 'appflow:ListFlows is denied' })).toEqual([
      {
        check: 'Flows',
        outcome: 'fail',
        told: 'The flows could not be listed: appflow:ListFlows is denied.',
        remedy: 'Allow it to whoever runs this, and to the role of the rule.',
      },
    ]);
  });

  it('fail where some flows may not be described, and warn where some keys may not', () => {
    const unreadFlows = new Map([['appflow:DescribeFlow is denied', ['orders', 'leads']]]);
    const unreadKeys = new Map([['kms:DescribeKey is denied', ['key 1b2c']]]);
    expect(countLines({ ...some, unreadFlows, unreadKeys })).toEqual([
      { check: 'Flows', outcome: 'pass', told: 'There are 1,200 flows.' },
      {
        check: 'Flows',
        outcome: 'fail',
        told: '2 could not be described, such as "orders": appflow:DescribeFlow is denied.',
        remedy: 'Allow it to whoever runs this, and to the role of the rule.',
      },
      { check: 'Keys', outcome: 'pass', told: 'The flows name 3 different keys.' },
      {
        check: 'Keys',
        outcome: 'warn',
        told: '1 could not be described, such as "key 1b2c": kms:DescribeKey is denied.',
        remedy: 'Allow it to whoever runs this, and to the role of the rule, in the key policy, too.',
      },
    ]);
  });
});

it('the cost is told with its arithmetic', () => {
  const cost = {
    frequency: 'One_Hour',
    sweeps: 720,
    evaluations: 720_000,
    evaluationCost: 530,
    observabilityCost: 9.5,
  } as const;
  expect(costLines([cost], 1_000)).toEqual([
    {
      check: 'Cost, One_Hour',
      outcome: 'pass',
      told: '$530.00 a month for 720 sweeps × 1,000 flows = 720,000 evaluations; with Observability=true $539.50.',
    },
  ]);
});

it.each([
  { outcomes: ['pass', 'warn'], fails: false },
  { outcomes: ['pass', 'fail', 'warn'], fails: true },
  { outcomes: [], fails: false },
] as const)('a preflight of $outcomes fails: $fails', ({ outcomes, fails }) => {
  const lines = outcomes.map((outcome): PreflightLine => ({ check: 'Region', outcome, told: 'It is so.' }));
  expect(preflightFails(lines)).toBe(fails);
});
