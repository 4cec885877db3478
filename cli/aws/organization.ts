import {
  type Account,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AwsCallError, awsErrorKind } from '../../lambda/aws/aws-error.ts';
import { quote } from '../../lambda/core/model/text.ts';
import { InvalidInputError } from '../audit/invalid-input.ts';
import { pagesOf } from './pages.ts';

/** An account of an organization. */
export interface OrganizationAccount {
  readonly id: string;
  /** As its owner named it. */
  readonly name: string;
  /** Only an account that is `ACTIVE` can be read; the others are `PENDING_ACTIVATION`, `SUSPENDED`, `PENDING_CLOSURE`, `CLOSED`. */
  readonly state: string;
}

type Organizations = Pick<OrganizationsClient, 'send'>;

/** The most that Organizations takes. */
const PAGE_SIZE = 20;

/** Of an organizational unit or of the root, which stands for the whole organization. */
const PARENT = /^(?:ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|r-[0-9a-z]{4,32})$/;

/**
 * The accounts of the caller's organization, each once, by their ids: all of them, or those in the units `ous` and in every unit
 * below them; without those in `excluded`. Accounts that are not active are among them, with their state, so that they can be told
 * as skipped. One call at a time, since Organizations throttles early.
 *
 * Throws an InvalidInputError where there is no organization to list: the account belongs to none, it may not list it, or a unit
 * is not one of its own. Throws an AwsCallError where AWS gives no answer.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
 */
export const listOrganizationAccounts = async (
  organizations: Organizations,
  ous: readonly string[],
  excluded: readonly string[],
): Promise<readonly OrganizationAccount[]> => {
  const wrong = ous.find((ou) => !PARENT.test(ou));
  if (wrong !== undefined)
    throw unknownUnit(wrong, 'is not the id of an organizational unit, such as ou-ab12-1a2b3c4d');
  const listed = ous.length === 0 ? accountsOfAll(organizations) : accountsBelow(organizations, ous);
  const accounts = new Map<string, OrganizationAccount>();
  for await (const { Id: id, Name: name = '', State, Status } of listed) {
    if (id === undefined || excluded.includes(id)) continue;
    // Status was announced to end in September 2026, and State is younger than some partitions.
    accounts.set(id, { id, name, state: State ?? Status ?? 'of unknown state' });
  }
  return [...accounts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

async function* accountsOfAll(organizations: Organizations): AsyncGenerator<Account> {
  const pages = pagesOf((NextToken) =>
    answerOf('organizations:ListAccounts', 'the organization', () =>
      organizations.send(new ListAccountsCommand({ MaxResults: PAGE_SIZE, NextToken })),
    ),
  );
  for await (const { Accounts = [] } of pages) yield* Accounts;
}

async function* accountsBelow(organizations: Organizations, ous: readonly string[]): AsyncGenerator<Account> {
  const units = new Set(ous);
  // A set that grows while it is walked is walked to its new end, and a unit that two of them hold is walked once.
  for (const unit of units) {
    const accounts = pagesOf((NextToken) =>
      answerOf('organizations:ListAccountsForParent', unit, () =>
        organizations.send(new ListAccountsForParentCommand({ ParentId: unit, MaxResults: PAGE_SIZE, NextToken })),
      ),
    );
    for await (const { Accounts = [] } of accounts) yield* Accounts;
    const children = pagesOf((NextToken) =>
      answerOf('organizations:ListOrganizationalUnitsForParent', unit, () =>
        organizations.send(
          new ListOrganizationalUnitsForParentCommand({ ParentId: unit, MaxResults: PAGE_SIZE, NextToken }),
        ),
      ),
    );
    for await (const { OrganizationalUnits = [] } of children) {
      for (const { Id } of OrganizationalUnits) if (Id !== undefined) units.add(Id);
    }
  }
}

/** The answer, or an error that says in one line what to do. */
const answerOf = async <T>(action: string, subject: string, send: () => Promise<T>): Promise<T> => {
  try {
    return await send();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'AWSOrganizationsNotInUseException') {
      throw new InvalidInputError(
        '--organization: the account of these credentials belongs to no organization; name accounts with --accounts',
      );
    }
    if (name === 'ParentNotFoundException') {
      throw unknownUnit(subject, 'is not an organizational unit of this organization');
    }
    if (awsErrorKind(error) === 'denied') {
      throw new InvalidInputError(
        `--organization: ${action} is denied; use credentials of the management account or of a delegated administrator, or name accounts with --accounts`,
      );
    }
    throw new AwsCallError(action, subject, error);
  }
};

const unknownUnit = (ou: string, problem: string): InvalidInputError =>
  new InvalidInputError(`--ou: ${quote(ou)} ${problem}`);
