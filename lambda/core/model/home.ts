import type { AccountRegion } from './account-region.ts';
import { parseArn } from './arn.ts';

/** Where a function is: by its own ARN, and by the Region that its environment names, if any. Throws where the text is no ARN. */
export const homeOf = (functionArn: string, region: string | undefined): AccountRegion => {
  const arn = parseArn(functionArn);
  if (arn === undefined) throw new Error(`Lambda gave no ARN of this function, but ${functionArn}`);
  return { partition: arn.partition, account: arn.account, region: region ?? arn.region };
};
