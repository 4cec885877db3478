import * as v from 'valibot';
import { authorize, type Call, type Operation, readInput, type Service } from '../operation.ts';
import type { OrganizationNode, OrganizationTree } from '../organization-tree.ts';
import { partitionOf } from '../place.ts';
import { refuse } from '../service-error.ts';
import type { OrganizationAccount } from '../world-organization.ts';

const organizationId = 'o-local12345';

const pageFields = {
  MaxResults: v.nullish(
    v.pipe(
      v.number(),
      v.minValue(1, 'Member must have value greater than or equal to 1'),
      v.maxValue(20, 'Member must have value less than or equal to 20'),
    ),
    20,
  ),
  NextToken: v.nullish(v.string()),
};

const parentFields = {
  ParentId: v.pipe(
    v.string('Member must not be null'),
    v.regex(
      /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/,
      'Member must be the id of a root or an organizational unit',
    ),
  ),
  ...pageFields,
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
const listAccounts: Operation = (call) => {
  const input = organizationsInput(call, v.object(pageFields));
  const organization = askedOrganization(call, 'organizations:ListAccounts');
  const list = () => organization.accounts.map((it) => accountItem(call, organization, it));
  return listing(call, { member: 'Accounts', of: 'accounts of the organization', list, ...input });
};

/**
 * The accounts directly in a root or unit, not those of the units in it.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html
 */
const listAccountsForParent: Operation = (call) => {
  const input = organizationsInput(call, v.object(parentFields));
  const organization = askedOrganization(call, 'organizations:ListAccountsForParent');
  const { accounts } = parentOf(organization, input.ParentId);
  const list = () => accounts.map((it) => accountItem(call, organization, it));
  return listing(call, { member: 'Accounts', of: `accounts in ${input.ParentId}`, list, ...input });
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html */
const listOrganizationalUnitsForParent: Operation = (call) => {
  const input = organizationsInput(call, v.object(parentFields));
  const organization = askedOrganization(call, 'organizations:ListOrganizationalUnitsForParent');
  const { units } = parentOf(organization, input.ParentId);
  const list = () => units.map((unit) => unitItem(call, organization, unit));
  return listing(call, { member: 'OrganizationalUnits', of: `units in ${input.ParentId}`, list, ...input });
};

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListChildren.html */
const listChildren: Operation = (call) => {
  const ChildType = v.picklist(['ACCOUNT', 'ORGANIZATIONAL_UNIT'], 'Member must be ACCOUNT or ORGANIZATIONAL_UNIT');
  const input = organizationsInput(call, v.object({ ChildType, ...parentFields }));
  const organization = askedOrganization(call, 'organizations:ListChildren');
  const { accounts, units } = parentOf(organization, input.ParentId);
  const ids = () => (input.ChildType === 'ACCOUNT' ? accounts.map(({ Id }) => Id) : units);
  const list = () => ids().map((Id) => ({ Id, Type: input.ChildType }));
  return listing(call, { member: 'Children', of: `${input.ChildType} in ${input.ParentId}`, list, ...input });
};

/** Organizations has a name of its own for bad input. */
const organizationsInput = <Schema extends v.GenericSchema>(call: Call, schema: Schema): v.InferOutput<Schema> =>
  readInput(call, schema, 'InvalidInputException');

/** The organization that the caller's account is in, if that account may ask about it. */
const askedOrganization = (call: Call, action: string): OrganizationTree => {
  const { caller, state } = call;
  authorize(call, { action, resource: '*' });
  const { organization } = state;
  if (organization === undefined || !organization.accounts.some(({ Id }) => Id === caller.account)) {
    throw refuse('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  }
  if (!organization.administrators.has(caller.account)) {
    throw refuse('AccessDeniedException', "You don't have permissions to access this resource.");
  }
  return organization;
};

const parentOf = ({ nodes }: OrganizationTree, ParentId: string): OrganizationNode => {
  const node = nodes.get(ParentId);
  if (node === undefined) throw refuse('ParentNotFoundException', `There is no root or unit ${ParentId}.`);
  return node;
};

interface Listing {
  readonly member: string;
  readonly of: string;
  readonly list: () => readonly unknown[];
  readonly MaxResults: number | null;
  readonly NextToken?: string | null | undefined;
}

const listing = (call: Call, { member, of, list, MaxResults, NextToken }: Listing) => {
  const { items, nextToken } = call.pager.page({
    of,
    token: NextToken ?? undefined,
    size: MaxResults ?? 20,
    list,
    badToken: () => refuse('InvalidInputException', 'You specified an invalid NextToken.'),
    emptySecondPage: call.state.world.emptyListPage,
  });
  return { [member]: items, NextToken: nextToken };
};

/** `Status` is the older member of the two, and knows fewer states. */
const statusOf = (state: OrganizationAccount['State']): string => {
  switch (state) {
    case 'PENDING_ACTIVATION':
      return 'ACTIVE';
    case 'CLOSED':
      return 'SUSPENDED';
    default:
      return state;
  }
};

const accountItem = (
  call: Call,
  organization: OrganizationTree,
  { Id, Name, Email, State, Path }: OrganizationAccount,
) => ({
  Id,
  Arn: `${arnPrefix(call, organization)}:account/${organizationId}/${Id}`,
  Name,
  Email: Email ?? `aws-${Id}@example.com`,
  Status: statusOf(State),
  State,
  Paths: [`${organizationId}/${Path ?? organization.root}/${Id}/`],
  JoinedMethod: Id === organization.managementAccount ? 'INVITED' : 'CREATED',
  JoinedTimestamp: 1767225600,
});

/** A unit is called by its id: the world tells no other name. */
const unitItem = (call: Call, organization: OrganizationTree, unit: string) => ({
  Id: unit,
  Arn: `${arnPrefix(call, organization)}:ou/${organizationId}/${unit}`,
  Name: unit,
  Path: `${organizationId}/${organization.nodes.get(unit)?.path ?? ''}/`,
});

const arnPrefix = ({ caller }: Call, { managementAccount }: OrganizationTree): string =>
  `arn:${partitionOf(caller.region)}:organizations::${managementAccount}`;

export const organizations: Service = {
  name: 'organizations',
  signingName: 'organizations',
  protocol: 'json-1.1',
  target: 'AWSOrganizationsV20161128',
  internalError: 'ServiceException',
  throttled: 'TooManyRequestsException',
  isGlobal: true,
  messageMember: 'Message',
  operations: {
    ListAccounts: listAccounts,
    ListAccountsForParent: listAccountsForParent,
    ListChildren: listChildren,
    ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
  },
};
