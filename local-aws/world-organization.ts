import * as v from 'valibot';
import { accountId, regionName } from './world-keys.ts';

/** The root and the organizational units that an account is in, from the root down, each by its id. */
const path = v.pipe(
  v.string(),
  v.regex(
    /^r-[0-9a-z]{4,32}(\/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})*$/,
    'must be ids from the root down, such as r-ab12/ou-ab12-11111111',
  ),
);

const organizationAccount = v.strictObject({
  Id: accountId,
  Name: v.pipe(v.string(), v.nonEmpty('must not be empty')),
  /** Left out, one at example.com. */
  Email: v.optional(v.string()),
  State: v.optional(v.picklist(['PENDING_ACTIVATION', 'ACTIVE', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED']), 'ACTIVE'),
  /** Left out, it is in the root itself. */
  Path: v.optional(path),
});

/** An organization, in the field names of ListAccounts where it has any. */
export const worldOrganization = v.strictObject({
  /** Left out, the world's own account. */
  managementAccount: v.optional(accountId),
  delegatedAdministrators: v.optional(v.array(accountId), []),
  accounts: v.array(organizationAccount),
});

/** The Regions that an account has not enabled: all others it has. */
export const accountRegions = v.strictObject({ account: accountId, disabled: v.array(regionName) });

export type WorldOrganization = v.InferOutput<typeof worldOrganization>;
export type OrganizationAccount = WorldOrganization['accounts'][number];
