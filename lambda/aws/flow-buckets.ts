import type {
  DescribeFlowCommandOutput,
  DestinationConnectorProperties,
  SourceConnectorProperties,
} from '@aws-sdk/client-appflow';
import type { BucketRole, FlowBucket } from '../core/model/flow.ts';

type Named = string | undefined;
type Places = Partial<Readonly<Record<BucketRole, Named>>>;

/** Where the properties of each connector can name a bucket. A connector that is not listed here fails the type check. */
type PlacesByConnector<P> = { readonly [C in keyof Required<P>]: (properties: NonNullable<P[C]>) => Places };

const none = (): Places => ({});

interface HandlesErrors {
  readonly errorHandlingConfig?: { readonly bucketName?: Named } | undefined;
}
const errors = ({ errorHandlingConfig }: HandlesErrors): Places => ({
  'error handling': errorHandlingConfig?.bucketName,
});

const SOURCES: PlacesByConnector<SourceConnectorProperties> = {
  S3: ({ bucketName }) => ({ source: bucketName }),
  Amplitude: none,
  CustomConnector: none,
  Datadog: none,
  Dynatrace: none,
  GoogleAnalytics: none,
  InforNexus: none,
  Marketo: none,
  Pardot: none,
  SAPOData: none,
  Salesforce: none,
  ServiceNow: none,
  Singular: none,
  Slack: none,
  Trendmicro: none,
  Veeva: none,
  Zendesk: none,
};

const DESTINATIONS: PlacesByConnector<DestinationConnectorProperties> = {
  S3: ({ bucketName }) => ({ destination: bucketName }),
  Upsolver: ({ bucketName }) => ({ destination: bucketName }),
  Redshift: (redshift) => ({ ...errors(redshift), intermediate: redshift.intermediateBucketName }),
  Snowflake: (snowflake) => ({ ...errors(snowflake), intermediate: snowflake.intermediateBucketName }),
  SAPOData: (sap) => ({ ...errors(sap), 'success responses': sap.successResponseHandlingConfig?.bucketName }),
  CustomConnector: errors,
  EventBridge: errors,
  Honeycode: errors,
  Marketo: errors,
  Salesforce: errors,
  Zendesk: errors,
  CustomerProfiles: none,
  LookoutMetrics: none,
};

/**
 * Every bucket that the definition of a flow names, each once for each of its roles, in the order source, destinations.
 * https://docs.aws.amazon.com/appflow/1.0/APIReference/API_DescribeFlow.html
 */
export const bucketsIn = ({
  sourceFlowConfig,
  destinationFlowConfigList = [],
}: DescribeFlowCommandOutput): readonly FlowBucket[] => {
  const places = [
    placesIn(SOURCES, sourceFlowConfig?.sourceConnectorProperties),
    ...destinationFlowConfigList.map((it) => placesIn(DESTINATIONS, it.destinationConnectorProperties)),
  ];
  const buckets = places.flat();
  return buckets.filter(
    ({ name, role }, index) => buckets.findIndex((it) => it.name === name && it.role === role) === index,
  );
};

const placesIn = <P extends object>(table: PlacesByConnector<P>, properties: P | undefined): readonly FlowBucket[] =>
  (Object.keys(properties ?? {}) as (keyof P)[]).flatMap((connector) => {
    const ofConnector = properties?.[connector];
    // AppFlow may tell of a connector that this version of the SDK does not know.
    const places = ofConnector && connector in table ? table[connector](ofConnector) : {};
    return (Object.keys(places) as BucketRole[]).flatMap((role) => {
      const name = places[role];
      return name ? [{ name, role }] : [];
    });
  });
