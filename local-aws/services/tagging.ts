import * as v from 'valibot';
import { authorize, type Operation, readInput, type Service } from '../operation.ts';
import { splitArn } from '../place.ts';
import { refuse } from '../service-error.ts';

const resourceArn = v.pipe(
  v.string(),
  v.minLength(1, 'Member must have length greater than or equal to 1'),
  v.maxLength(1011, 'Member must have length less than or equal to 1011'),
);

// What filters, pages and compliance details would answer is not modelled: they are refused, never silently ignored.
const getResourcesInput = v.strictObject(
  {
    ResourceARNList: v.pipe(
      v.array(resourceArn, 'Member must not be null'),
      v.minLength(1, 'Member must have length greater than or equal to 1'),
      v.maxLength(100, 'Member must have length less than or equal to 100'),
    ),
  },
  'Member is not known here; only ResourceARNList is',
);

/**
 * The tags of the KMS keys named, of the caller's account and Region; one that never had a tag is left out.
 * https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
 */
const getResources: Operation = (call) => {
  const { ResourceARNList } = readInput(call, getResourcesInput);
  authorize(call, { action: 'tag:GetResources', resource: '*' });
  const foreign = ResourceARNList.find((arn) => splitArn(arn)?.service !== 'kms');
  if (foreign !== undefined) {
    throw refuse('InvalidParameterException', `${foreign} is not the ARN of a KMS key, and nothing else is known here`);
  }
  const { account, region } = call.caller;
  const keys = ResourceARNList.flatMap((arn) => call.state.keys.get(arn) ?? []);
  const tagged = keys.filter(
    (key) => key.account === account && key.region === region && Object.keys(key.Tags).length > 0,
  );
  return {
    PaginationToken: '',
    ResourceTagMappingList: tagged.map(({ Arn, Tags }) => ({
      ResourceARN: Arn,
      Tags: Object.entries(Tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
};

export const tagging: Service = {
  name: 'tag',
  signingName: 'tagging',
  protocol: 'json-1.1',
  target: 'ResourceGroupsTaggingAPI_20170126',
  internalError: 'InternalServiceException',
  messageMember: 'Message',
  operations: { GetResources: getResources },
};
