import type { AccountRegion } from './account-region.ts';
import { flowNameOfArn, parseArn } from './arn.ts';
import { FLOW_TYPE } from './flow.ts';

/** A resource as AWS Config names it. */
export interface ConfigResource {
  readonly type: string;
  readonly id: string;
}

/** The ids under which AWS Config knows the flows. */
export interface ResourceIds {
  /** The id by flow name: the name itself where AWS Config lists no other. */
  readonly idOf: (flowName: string) => string;
  /** The name of the flow that AWS Config lists under this id. */
  readonly nameOf: (id: string) => string | undefined;
  /** Why every flow goes by its name: listing is denied, there is no recorder, or AWS Config does not know flows here. */
  readonly unavailable?: string;
}

export interface Retired {
  readonly resource: ConfigResource;
  readonly because: string;
}

/** A flow that the rule reports on and that was not listed: AppFlow must say whether it is there. */
export interface LookUp {
  readonly flowName: string;
  /** Where the flow is judged, if it is there. */
  readonly resourceId: string;
  /** The ids whose results are retired if it is gone; those of `leftIfGone` may be of another flow. */
  readonly retiredIfGone: readonly string[];
  readonly leftIfGone: readonly string[];
  /** Its other ids, whose results are retired if it is there. */
  readonly retiredIfThere: readonly string[];
}

export interface OldResults {
  /** Of nothing that could be there. */
  readonly retired: readonly Retired[];
  readonly lookUps: readonly LookUp[];
  /** Nobody can tell which flow, if any, they are of. */
  readonly leftAlone: readonly string[];
}

export interface SweptFlows {
  readonly where: AccountRegion;
  /** By name; complete. */
  readonly listed: ReadonlySet<string>;
  readonly ids: ResourceIds;
}

export const OTHER_ID = 'AWS Config knows the flow under another id now.';
/** What the log says of results that are left alone. */
export const RESULTS_STAY = 'Nobody can tell whose these results are: they stay';

/** The form of a flow's name; https://docs.aws.amazon.com/appflow/1.0/APIReference/API_CreateFlow.html */
const FLOW_NAME = /^[a-zA-Z0-9][\w!@#.-]{1,255}$/;

/**
 * What becomes of the results that the rule has in AWS Config: none of a flow that is there may be retired. An id can be a
 * name, an ARN or, where AWS Config lists it for a flow, anything; one that is none of these says nothing while those lists
 * are unread.
 */
export const sortOldResults = (reported: readonly ConfigResource[], { where, listed, ids }: SweptFlows): OldResults => {
  const idsAreKnown = ids.unavailable === undefined;
  const retired: Retired[] = [];
  const leftAlone: string[] = [];
  const unlisted = new Map<string, { readonly id: string; readonly isCertain: boolean }[]>();
  for (const resource of reported) {
    const { type, id } = resource;
    const certainName = ids.nameOf(id) ?? nameOfArnIn(where, id);
    const flowName = certainName ?? (FLOW_NAME.test(id) ? id : undefined);
    if (type !== FLOW_TYPE) {
      retired.push({ resource, because: 'The rule judges flows alone.' });
    } else if (flowName === undefined) {
      if (idsAreKnown) retired.push({ resource, because: 'AWS Config knows no such flow any more.' });
      else leftAlone.push(id);
    } else if (!listed.has(flowName)) {
      const sameName = unlisted.get(flowName) ?? [];
      unlisted.set(flowName, [...sameName, { id, isCertain: idsAreKnown || certainName !== undefined }]);
    } else if (idsAreKnown && ids.idOf(flowName) !== id) {
      retired.push({ resource, because: OTHER_ID });
    }
  }
  const lookUps = [...unlisted].map(([flowName, results]) => {
    const resourceId = idsAreKnown ? ids.idOf(flowName) : (results[0]?.id ?? flowName);
    return {
      flowName,
      resourceId,
      retiredIfGone: results.filter(({ isCertain }) => isCertain).map(({ id }) => id),
      leftIfGone: results.filter(({ isCertain }) => !isCertain).map(({ id }) => id),
      retiredIfThere: idsAreKnown ? results.map(({ id }) => id).filter((id) => id !== resourceId) : [],
    };
  });
  return { retired, lookUps, leftAlone };
};

const nameOfArnIn = ({ account, region }: AccountRegion, id: string): string | undefined => {
  const arn = parseArn(id);
  return arn?.account === account && arn.region === region ? flowNameOfArn(id) : undefined;
};
