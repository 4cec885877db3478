/** An account in a Region, with the partition that both belong to: where flows are, and where AWS is asked about them. */
export interface AccountRegion {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** The form of a Region's name; it may begin with more than two letters, as `eusc-de-east-1` does. */
export const REGION = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;

export const ACCOUNT_ID = /^\d{12}$/;
