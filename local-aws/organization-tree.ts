import type { OrganizationAccount, WorldOrganization } from './world-organization.ts';

/** The root or an organizational unit, with what is directly in it. */
export interface OrganizationNode {
  /** From the root down to this one, such as `r-ab12/ou-ab12-11111111`. */
  readonly path: string;
  /** Ids. */
  readonly units: string[];
  readonly accounts: OrganizationAccount[];
}

export interface OrganizationTree {
  readonly managementAccount: string;
  /** Who may ask about it: the management account and its delegated administrators. */
  readonly administrators: ReadonlySet<string>;
  readonly accounts: readonly OrganizationAccount[];
  readonly root: string;
  readonly nodes: ReadonlyMap<string, OrganizationNode>;
}

const usualRoot = 'r-ab12';

export const organizationTree = (organization: WorldOrganization, ownAccount: string): OrganizationTree => {
  const { accounts, delegatedAdministrators, managementAccount = ownAccount } = organization;
  const root = accounts.flatMap(({ Path }) => Path?.split('/')[0] ?? [])[0] ?? usualRoot;
  const nodes = new Map<string, OrganizationNode>([[root, { path: root, units: [], accounts: [] }]]);
  for (const account of accounts) nodeAt(nodes, account.Path ?? root).accounts.push(account);
  return {
    managementAccount,
    administrators: new Set([managementAccount, ...delegatedAdministrators]),
    accounts,
    root,
    nodes,
  };
};

/** The node at a path, made together with those above it when it is first met. */
const nodeAt = (nodes: Map<string, OrganizationNode>, path: string): OrganizationNode => {
  const end = path.lastIndexOf('/');
  const id = path.slice(end + 1);
  const known = nodes.get(id);
  if (known !== undefined) return known;
  const created: OrganizationNode = { path, units: [], accounts: [] };
  nodes.set(id, created);
  if (end !== -1) nodeAt(nodes, path.slice(0, end)).units.push(id);
  return created;
};
