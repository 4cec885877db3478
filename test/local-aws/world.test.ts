import { parseWorld } from '../../local-aws/world.ts';

const own = { account: '111122223333', region: 'eu-west-1' };
const problemIn = (json: unknown) => () => parseWorld({ json, source: 'world.json' });

it('a world needs an account and a Region only', () => {
  const world = parseWorld({ json: own, source: 'world.json' });
  expect(world).toMatchObject({ rule: 'appflow-flow-cmk', flows: [], keys: [], recorder: true, securityHub: true });
});

it.each([
  { name: 'no account', json: { region: 'eu-west-1' }, says: 'account: is missing; add it' },
  {
    name: 'an account of 11 digits',
    json: { ...own, account: '11112222333' },
    says: 'account: must be an account id of 12 digits, not "11112222333"',
  },
  {
    name: 'a Region that is none',
    json: { ...own, region: 'Ireland' },
    says: 'region: must be a Region such as eu-west-1',
  },
  {
    name: 'a misspelt field',
    json: { ...own, flows: [{ flowName: 'orders', kmsARN: 'x' }] },
    says: 'flows.0.kmsARN: there is no such field; remove it',
  },
  { name: 'a flow without a name', json: { ...own, flows: [{}] }, says: 'flows.0.flowName: is missing; add it' },
  {
    name: 'a number for a name',
    json: { ...own, flows: [{ flowName: 7 }] },
    says: 'flows.0.flowName: must be a string, not 7',
  },
  { name: 'flows that are no list', json: { ...own, flows: {} }, says: 'flows: must be a list, not {}' },
  {
    name: 'a key id for an ARN',
    json: { ...own, keys: [{ Arn: 'orders' }] },
    says: 'keys.0.Arn: must be a key ARN such as',
  },
  {
    name: 'an alias without its prefix',
    json: { ...own, keys: [{ Arn: 'arn:aws:kms:eu-west-1:111122223333:key/a', Aliases: ['orders'] }] },
    says: 'keys.0.Aliases.0: must begin with alias/, not "orders"',
  },
  {
    name: 'a date that is none',
    json: { ...own, keys: [{ Arn: 'arn:aws:kms:eu-west-1:111122223333:key/a', DeletionDate: 'soon' }] },
    says: 'keys.0.DeletionDate: must be a date such as 2026-01-15',
  },
  {
    name: 'a flow twice',
    json: { ...own, flows: [{ flowName: 'orders' }, { flowName: 'orders', region: 'eu-west-1' }] },
    says: 'flows: 111122223333/eu-west-1/orders is there twice',
  },
  {
    name: 'a flow that is deleted too',
    json: { ...own, flows: [{ flowName: 'orders' }], deletedFlows: ['orders'] },
    says: 'deletedFlows: orders is among the flows too',
  },
  {
    name: 'a fault that never happens',
    json: { ...own, faults: [{ operation: 'ListFlows', fault: '500', times: 0 }] },
    says: 'faults.0.times: must be at least 1; leave it out for a lasting fault',
  },
  {
    name: 'a recorder with a misspelt field',
    json: { ...own, recorder: { recordingGroups: {} } },
    says: 'recorder.recordingGroups: there is no such field; remove it',
  },
  {
    name: 'a recorder that is a word',
    json: { ...own, recorder: 'on' },
    says: 'recorder: must be a boolean, not "on"',
  },
  {
    name: 'an organization without accounts',
    json: { ...own, organization: {} },
    says: 'organization.accounts: is missing; add it',
  },
  {
    name: 'a path of names',
    json: { ...own, organization: { accounts: [{ Id: '111122223333', Name: 'Own', Path: 'Root/Prod' }] } },
    says: 'organization.accounts.0.Path: must be ids from the root down, such as r-ab12/ou-ab12-11111111, not "Root/Prod"',
  },
  {
    name: 'an organization without its management account',
    json: { ...own, organization: { accounts: [{ Id: '222233334444', Name: 'Other' }] } },
    says: 'organization.accounts: 111122223333 manages the organization and is not among them; add it',
  },
  {
    name: 'an account twice',
    json: {
      ...own,
      organization: {
        accounts: [
          { Id: '111122223333', Name: 'Own' },
          { Id: '111122223333', Name: 'Again' },
        ],
      },
    },
    says: 'organization.accounts: 111122223333 is there twice; remove one',
  },
  {
    name: 'an organization of two roots',
    json: {
      ...own,
      organization: {
        accounts: [
          { Id: '111122223333', Name: 'Own', Path: 'r-ab12' },
          { Id: '222233334444', Name: 'Other', Path: 'r-cd34' },
        ],
      },
    },
    says: 'organization.accounts: their paths begin with r-ab12 and r-cd34; use one root',
  },
  {
    name: 'a unit below two parents',
    json: {
      ...own,
      organization: {
        accounts: [
          { Id: '111122223333', Name: 'Own', Path: 'r-ab12/ou-ab12-11111111' },
          { Id: '222233334444', Name: 'Other', Path: 'r-ab12/ou-ab12-22222222/ou-ab12-11111111' },
        ],
      },
    },
    says: 'organization.accounts: ou-ab12-11111111 stands below two parents; put it below one',
  },
  {
    name: 'a list of Regions twice',
    json: {
      ...own,
      accountRegions: [
        { account: '111122223333', disabled: ['af-south-1'] },
        { account: '111122223333', disabled: [] },
      ],
    },
    says: 'accountRegions: 111122223333 is there twice; remove one',
  },
  {
    name: 'an aggregator of no account',
    json: { ...own, aggregators: [{ name: 'all', accounts: [] }] },
    says: 'aggregators.0.accounts: must name an account; leave it out for all, not []',
  },
  {
    name: 'a trigger without a type',
    json: { ...own, flows: [{ flowName: 'orders', triggerConfig: {} }] },
    says: 'flows.0.triggerConfig.triggerType: is missing; add it',
  },
  {
    name: 'a start that is no time',
    json: {
      ...own,
      flows: [
        {
          flowName: 'orders',
          triggerConfig: { triggerType: 'Scheduled', triggerProperties: { Scheduled: { scheduleStartTime: 'soon' } } },
        },
      ],
    },
    says: 'flows.0.triggerConfig.triggerProperties.Scheduled.scheduleStartTime: must be a date such as 2026-01-15',
  },
  { name: 'a list instead of a world', json: [], says: 'the world: must be an object, not []' },
])('$name is refused in words that say where and what to do', ({ json, says }) => {
  expect(problemIn(json)).toThrow(says);
});

it('every problem is told at once, after the name of the source', () => {
  const json = { ...own, region: 'x', flows: [{ flowName: '' }] };
  expect(problemIn(json)).toThrow(
    'world.json is no valid world: region: must be a Region such as eu-west-1, not "x"; flows.0.flowName: must not be empty, not ""',
  );
});

it('a Region may be of any partition', () => {
  const json = { ...own, region: 'eusc-de-east-1' };
  expect(parseWorld({ json, source: 'world.json' }).region).toBe('eusc-de-east-1');
});

it('the same flow name may be used in another account or Region', () => {
  const flows = [{ flowName: 'orders' }, { flowName: 'orders', region: 'us-east-1' }];
  expect(parseWorld({ json: { ...own, flows }, source: 'world.json' }).flows).toHaveLength(2);
});
