import { partitionOfRegion } from '../../../cli/audit/partition.ts';

it.each([
  { region: 'eu-west-1', partition: 'aws' },
  { region: 'cn-north-1', partition: 'aws-cn' },
  { region: 'us-gov-west-1', partition: 'aws-us-gov' },
  { region: 'eusc-de-east-1', partition: 'aws-eusc' },
  { region: 'all', partition: 'aws' },
])('$region is in $partition', ({ region, partition }) => {
  expect(partitionOfRegion(region)).toBe(partition);
});
