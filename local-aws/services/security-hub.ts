import * as v from 'valibot';
import {
  authorize,
  type Call,
  type Operation,
  type RestCall,
  type RestRequest,
  readInput,
  type Service,
} from '../operation.ts';
import { partitionOf, placeKey } from '../place.ts';
import { refuse } from '../service-error.ts';
import { entryOf, type Finding } from '../state.ts';
import { findingFlaw, type ImportedFinding } from './security-hub-finding.ts';

const batchImportFindings: Operation = (call) => {
  const findings = v.pipe(
    v.array(v.record(v.string(), v.unknown()), 'Member must not be null'),
    v.minLength(1, 'Member must have length greater than or equal to 1'),
    v.maxLength(100, 'Member must have length less than or equal to 100'),
  );
  const { Findings } = hubInput(call, v.object({ Findings: findings }));
  authorize(call, { action: 'securityhub:BatchImportFindings', resource: ownProduct(call) });
  refuseWithoutHub(call);
  const failures = Findings.flatMap((finding) => importOne(call, finding) ?? []);
  return {
    FailedCount: failures.length,
    SuccessCount: Findings.length - failures.length,
    FailedFindings: failures,
  };
};

const importOne = (call: Call, finding: Finding) => {
  const flaw = call.entryFails(finding)
    ? { ErrorCode: 'InternalError', ErrorMessage: 'The finding could not be imported now.' }
    : findingFlaw({ finding, account: call.caller.account, ownProduct: ownProduct(call) });
  if (flaw !== undefined) return { Id: String(finding['Id'] ?? ''), ...flaw };
  store(call, finding as ImportedFinding);
  return undefined;
};

/** An import never changes what analysts own, and an update that is no later than the stored finding is passed over. */
const store = (call: Call, finding: ImportedFinding): void => {
  const findings = entryOf(call.state.findings, call.caller);
  const key = `${finding.ProductArn} ${finding.Id}`;
  const known = findings.get(key);
  if (known !== undefined && Date.parse(finding.UpdatedAt) <= Date.parse(String(known['UpdatedAt']))) return;
  const owned = { Workflow: known?.['Workflow'] ?? { Status: 'NEW' } };
  const { Severity, Types } = finding.FindingProviderFields ?? {};
  findings.set(key, { RecordState: 'ACTIVE', Severity, Types, ...finding, ...owned });
};

const filter = v.array(v.object({ Value: v.string(), Comparison: v.picklist(['EQUALS', 'PREFIX', 'NOT_EQUALS']) }));
const filterable = ['Id', 'ProductArn', 'GeneratorId', 'AwsAccountId', 'RecordState', 'Title'] as const;

/** The filters by text that a reader of these findings needs; any other is refused, never silently ignored. */
const getFindings: Operation = (call) => {
  const filters = v.strictObject(v.entriesFromList(filterable, v.optional(filter)), 'Filter is not known here');
  const schema = v.object({
    Filters: v.nullish(filters, {}),
    MaxResults: v.nullish(v.pipe(v.number(), v.minValue(1, 'at least 1'), v.maxValue(100, 'at most 100')), 100),
    NextToken: v.nullish(v.string()),
  });
  const { Filters, MaxResults, NextToken } = hubInput(call, schema);
  authorize(call, { action: 'securityhub:GetFindings', resource: '*' });
  refuseWithoutHub(call);
  const { items, nextToken } = call.pager.page({
    of: `findings of ${placeKey(call.caller)}`,
    token: NextToken ?? undefined,
    size: MaxResults,
    list: () =>
      [...entryOf(call.state.findings, call.caller).values()].filter((finding) =>
        filterable.every((field) => meets(String(finding[field] ?? ''), Filters?.[field])),
      ),
    badToken: () => refuse('InvalidInputException', 'The NextToken is not valid.'),
  });
  return { Findings: items, NextToken: nextToken };
};

/** Conditions on one field are joined by OR, except negative ones, which are joined by AND. */
const meets = (text: string, conditions: v.InferOutput<typeof filter> | undefined): boolean => {
  if (conditions === undefined || conditions.length === 0) return true;
  const negative = conditions.filter(({ Comparison }) => Comparison === 'NOT_EQUALS');
  const positive = conditions.filter(({ Comparison }) => Comparison !== 'NOT_EQUALS');
  const fits = ({ Value, Comparison }: (typeof conditions)[number]) =>
    Comparison === 'PREFIX' ? text.startsWith(Value) : text === Value;
  return negative.every(({ Value }) => text !== Value) && (positive.length === 0 || positive.some(fits));
};

const ownProduct = ({ caller: { account, region } }: Call): string =>
  `arn:${partitionOf(region)}:securityhub:${region}:${account}:product/${account}/default`;

const refuseWithoutHub = ({ caller, state }: Call): void => {
  if (state.world.securityHub) return;
  throw refuse('InvalidAccessException', `Account ${caller.account} is not subscribed to AWS Security Hub`);
};

/** Security Hub has a name of its own for bad input. */
const hubInput = <Schema extends v.GenericSchema>(call: Call, schema: Schema): v.InferOutput<Schema> =>
  readInput(call, schema, 'InvalidInputException');

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html */
const describeHub: Operation = (call) => {
  const { region, account } = call.caller;
  const own = `arn:${partitionOf(region)}:securityhub:${region}:${account}:hub/default`;
  const { HubArn } = hubInput(call, v.object({ HubArn: v.nullish(v.string(), own) }));
  authorize(call, { action: 'securityhub:DescribeHub', resource: own });
  refuseWithoutHub(call);
  if (HubArn !== own) throw refuse('ResourceNotFoundException', `Hub ${HubArn} is not found`);
  return {
    HubArn: own,
    SubscribedAt: '2026-01-01T00:00:00.000Z',
    AutoEnableControls: true,
    ControlFindingGenerator: 'SECURITY_CONTROL',
  };
};

/** The one operation here whose input stands in the address. */
const readDescribeHub = ({ method, path }: RestRequest): RestCall | undefined => {
  const { pathname, searchParams } = new URL(path, 'http://local');
  if (method !== 'GET' || pathname !== '/accounts') return undefined;
  return { operation: 'DescribeHub', input: Object.fromEntries(searchParams) };
};

export const securityHub: Service = {
  name: 'securityhub',
  signingName: 'securityhub',
  protocol: 'rest-json',
  paths: { '/findings/import': 'BatchImportFindings', '/findings': 'GetFindings' },
  internalError: 'InternalException',
  messageMember: 'Message',
  readRequest: readDescribeHub,
  operations: { BatchImportFindings: batchImportFindings, GetFindings: getFindings, DescribeHub: describeHub },
};
