import { parseSelection, type SelectionOptions } from '../../../cli/options/selection.ts';

describe('a selection', () => {
  it.each<{ name: string; options: SelectionOptions; expected: object }>([
    { name: 'is the own account where nothing is named', options: {}, expected: { accounts: { kind: 'own' } } },
    {
      name: 'names Regions with commas',
      options: { region: 'eu-west-1, us-east-1' },
      expected: { regions: ['eu-west-1', 'us-east-1'], accounts: { kind: 'own' } },
    },
    {
      name: 'may want every Region',
      options: { region: 'all' },
      expected: { regions: 'all', accounts: { kind: 'own' } },
    },
    {
      name: 'of one account needs no role',
      options: { accounts: '111122223333' },
      expected: { accounts: { kind: 'named', ids: ['111122223333'] } },
    },
    {
      name: 'of two accounts has a role',
      options: { accounts: '111122223333,222233334444', role: 'audit' },
      expected: { accounts: { kind: 'named', ids: ['111122223333', '222233334444'] }, role: 'audit' },
    },
    {
      name: 'of an organization has units and exceptions',
      options: { organization: true, ou: 'ou-ab12-11111111', exclude: '111122223333', role: 'audit' },
      expected: {
        accounts: { kind: 'organization', ous: ['ou-ab12-11111111'], excluded: ['111122223333'] },
        role: 'audit',
      },
    },
  ])('$name', ({ options, expected }) => {
    expect(parseSelection(options)).toEqual(expected);
  });
});

const REGIONS =
  'af-south-1, ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2, ca-central-1, eu-central-1, eu-west-1, eu-west-2, eu-west-3, sa-east-1, us-east-1, us-east-2, us-west-1, us-west-2';

describe('a selection is refused', () => {
  it.each<{ name: string; options: SelectionOptions; message: string }>([
    {
      name: 'with a Region that has no AppFlow',
      options: { region: 'eu-west-1,eu-north-1' },
      message: `--region: AppFlow does not exist in "eu-north-1"; it does in ${REGIONS}`,
    },
    {
      name: 'with a Region that is there twice',
      options: { region: 'eu-west-1,eu-west-1' },
      message: '--region: "eu-west-1" is there twice; name it once',
    },
    {
      name: 'with an empty item',
      options: { accounts: '111122223333,' },
      message: '--accounts: "111122223333," has an empty item; write A,B',
    },
    {
      name: 'with what is not an account id',
      options: { accounts: '1234' },
      message: '--accounts: "1234" is not an account id of 12 digits',
    },
    {
      name: 'with several accounts and no role',
      options: { accounts: '111122223333,222233334444' },
      message: '--accounts: for more than one account, name with --role the role to assume in each',
    },
    {
      name: 'with an organization and no role',
      options: { organization: true },
      message: '--organization: name with --role the role that is to be assumed in each account',
    },
    {
      name: 'with an organization and accounts',
      options: { organization: true, accounts: '111122223333', role: 'audit' },
      message: '--accounts: goes without --organization; leave out one of them',
    },
    {
      name: 'with a unit and no organization',
      options: { ou: 'ou-ab12-11111111' },
      message: '--ou: goes with --organization only; add it',
    },
    {
      name: 'with an exception and no organization',
      options: { exclude: '111122223333' },
      message: '--exclude: goes with --organization only; add it',
    },
    {
      name: 'with an exception that is not an account id',
      options: { organization: true, role: 'audit', exclude: 'sandbox' },
      message: '--exclude: "sandbox" is not an account id of 12 digits',
    },
    {
      name: 'with a role that has a path',
      options: { role: 'ops/audit' },
      message:
        '--role: "ops/audit" must be the name of an IAM role without its path: 1 to 64 letters, digits or _+=,.@-',
    },
  ])('$name', ({ options, message }) => {
    expect(() => parseSelection(options)).toThrow(expect.objectContaining({ name: 'InvalidInputError', message }));
  });
});
