import type { WorldInput } from '../local-aws/world.ts';

export const MANAGEMENT = '111122223333';
export const ROLE = 'appflow-audit';
export const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'] as const;

export const accountId = (index: number): string => String(200_000_000_000 + index);

/** An organization of accounts alike, with the same flows in each of the Regions; three keys stand in each place. */
export const organizationOf = (size: {
  readonly accounts: number;
  readonly flowsInPlace: number;
  readonly latencyInMs: number;
}): WorldInput => {
  const ids = Array.from({ length: size.accounts }, (_, index) => accountId(index));
  const places = ids.flatMap((account) => REGIONS.map((region) => ({ account, region })));
  const keyArn = ({ account, region }: (typeof places)[number], index: number): string =>
    `arn:aws:kms:${region}:${account}:key/key-${index}`;
  return {
    account: MANAGEMENT,
    region: 'eu-west-1',
    organization: {
      accounts: [{ Id: MANAGEMENT, Name: 'Platform' }, ...ids.map((Id) => ({ Id, Name: `Team ${Id}` }))],
    },
    roles: [{ Arn: `arn:aws:iam::*:role/${ROLE}`, Trusts: [MANAGEMENT] }],
    flows: places.flatMap((place) =>
      Array.from({ length: size.flowsInPlace }, (_, index) => ({
        ...place,
        flowName: `flow-${index}`,
        kmsArn: keyArn(place, index % 3),
        tags: { Owner: 'data-platform' },
      })),
    ),
    keys: places.flatMap((place) =>
      [0, 1, 2].map((index) => ({
        Arn: keyArn(place, index),
        Tags: { Owner: 'data-platform' },
        Rotation: { KeyRotationEnabled: index > 0 },
      })),
    ),
    latencyInMs: size.latencyInMs,
  };
};
