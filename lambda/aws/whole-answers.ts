import type { MiddlewareStack } from '@smithy/types';

/** The member without which an answer says nothing; every one of them is optional in the SDK's types. */
const INDISPENSABLE: ReadonlyMap<string, string> = new Map([
  ['ListFlowsCommand', 'flows'],
  ['DescribeFlowCommand', 'flowName'],
  ['DescribeConnectorProfilesCommand', 'connectorProfileDetails'],
  ['DescribeKeyCommand', 'KeyMetadata'],
  ['GetKeyRotationStatusCommand', 'KeyRotationEnabled'],
  ['ListResourceTagsCommand', 'Tags'],
  ['GetKeyPolicyCommand', 'Policy'],
  ['ListAliasesCommand', 'Aliases'],
  ['ListKeyRotationsCommand', 'Rotations'],
  ['DescribeSecretCommand', 'ARN'],
  ['ListDiscoveredResourcesCommand', 'resourceIdentifiers'],
  ['GetComplianceDetailsByConfigRuleCommand', 'EvaluationResults'],
  ['AssumeRoleCommand', 'Credentials'],
]);

class GarbledAnswerError extends Error {
  override readonly name = 'GarbledAnswerError';
  /** The SDK's own mark for errors worth another attempt. */
  readonly $retryable = {};
}

/** The SDK ties the response to whatever its deserializer throws; an error that the service told has a side at fault, too. */
const isUnreadableAnswer = (error: unknown): boolean =>
  error instanceof Error && '$response' in error && !('$fault' in error);

/**
 * Makes the SDK repeat a call whose answer is no JSON or XML, or lacks what was asked for. The SDK takes a cut-off body for the
 * caller's mistake and an empty object for an answer; but "no tags", "no flows" or "no rotation" must be read, not inferred.
 */
export const demandWholeAnswers = (stack: MiddlewareStack<object, object>): void => {
  stack.add(
    (next, context) => async (request) => {
      const command = String(context['commandName']);
      const result = await next(request).catch((error: unknown) => {
        if (!isUnreadableAnswer(error)) throw error;
        throw new GarbledAnswerError(`${command} got an answer that cannot be read`, { cause: error });
      });
      const member = INDISPENSABLE.get(command);
      if (member !== undefined && Reflect.get(result.output ?? {}, member) === undefined) {
        throw new GarbledAnswerError(`${command} got an answer without ${member}`);
      }
      return result;
    },
    { step: 'deserialize', priority: 'high', name: 'demandWholeAnswers' },
  );
};
