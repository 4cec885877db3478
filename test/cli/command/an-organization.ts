import type { WorldInput } from '../../../local-aws/world.ts';

const keyArn = (account: string, region: string): string => `arn:aws:kms:${region}:${account}:key/lake`;

const goodPlace = (account: string, region: string) => ({
  flows: [{ account, region, flowName: 'orders', kmsArn: keyArn(account, region), tags: { Owner: 'sales' } }],
  keys: [{ Arn: keyArn(account, region), Tags: { Owner: 'sales' } }],
});

/** Three accounts in two Regions, whose flows are all in order; a role for audits in each. */
export const anOrganization = (changes: Partial<WorldInput> = {}): WorldInput => {
  const places = ['111122223333', '222233334444', '333344445555'].flatMap((account) =>
    ['eu-west-1', 'us-east-1'].map((region) => goodPlace(account, region)),
  );
  return {
    account: '111122223333',
    region: 'eu-west-1',
    organization: {
      accounts: [
        { Id: '111122223333', Name: 'Platform' },
        { Id: '222233334444', Name: 'Sales' },
        { Id: '333344445555', Name: 'Finance' },
      ],
    },
    roles: [{ Arn: 'arn:aws:iam::*:role/appflow-audit', Trusts: ['111122223333'] }],
    flows: places.flatMap(({ flows }) => flows),
    keys: places.flatMap(({ keys }) => keys),
    ...changes,
  };
};

export const EVERYWHERE = ['--organization', '--role', 'appflow-audit', '--region', 'eu-west-1,us-east-1'];
