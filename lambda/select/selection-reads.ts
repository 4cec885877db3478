import { listFlows } from '../aws/appflow-flows.ts';
import type { Aws } from '../aws/clients/connection.ts';
import { readReportedResources, readResourceIds } from '../aws/config-resources.ts';
import type { Lookups } from '../aws/lookups.ts';
import type { ConfigResource, ResourceIds } from '../core/model/old-results.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type FlowKeys, readFlowKeys } from './flow-keys.ts';
import { walkedOnce } from './flow-listing.ts';

/** What selecting flows and counting the users of a key read of AWS, each thing once an event. */
export interface SelectionReads {
  /** Every flow by name; throws where the listing is not complete. */
  readonly listFlows: () => AsyncIterable<string>;
  /** Which key each listed flow names; rejects where the listing is not complete. */
  readonly flowKeys: (listing: AsyncIterable<string>) => Promise<FlowKeys>;
  /** The ids under which AWS Config knows the flows; a warning where it does not tell. */
  readonly resourceIds: () => Promise<ResourceIds>;
  /** What the rule still reports on. */
  readonly reportedResources: (ruleName: string) => Promise<readonly ConfigResource[]>;
}

export const createSelectionReads = (aws: Aws, lookups: Lookups, telemetry: Telemetry): SelectionReads => {
  let ids: Promise<ResourceIds> | undefined;
  const readIds = async (): Promise<ResourceIds> => {
    const read = await readResourceIds(aws);
    if (read.unavailable !== undefined) {
      telemetry.warn('Flows are reported under their names', { because: read.unavailable });
    }
    return read;
  };
  return {
    listFlows: walkedOnce(listFlows(aws)),
    flowKeys: (listing) => readFlowKeys(listing, lookups.flow),
    resourceIds: () => {
      ids ??= readIds();
      return ids;
    },
    reportedResources: (ruleName) => readReportedResources(aws, ruleName),
  };
};
