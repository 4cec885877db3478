import { type Deployment, sectionOf } from './deploy.ts';
import { evaluate, isCreated } from './evaluate.ts';
import { at, type Json, type JsonObject, listIn, objectIn } from './json.ts';

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: Json;
  readonly Properties: JsonObject;
}

/** What CloudFormation would create. */
export interface Stack {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: JsonObject;
}

/** The stack of a deployment. Throws what the template's rules refuse. */
export const stackOf = (deployment: Deployment): Stack => {
  const refused = refusals(deployment);
  if (refused.length > 0) throw new Error(refused.join('\n'));
  return {
    resources: created('Resources', deployment) as unknown as Stack['resources'],
    outputs: created('Outputs', deployment),
  };
};

/** The messages of the template's rules that the deployment breaks. */
export const refusals = (deployment: Deployment): readonly string[] =>
  Object.values(sectionOf(deployment, 'Rules')).flatMap((rule) => {
    const { RuleCondition: condition, Assertions: assertions } = objectIn(rule);
    if (condition !== undefined && evaluate(condition, deployment) !== true) return [];
    return listIn(assertions ?? null)
      .filter((assertion) => evaluate(at(assertion, 'Assert'), deployment) !== true)
      .map((assertion) => String(at(assertion, 'AssertDescription')));
  });

const created = (name: 'Resources' | 'Outputs', deployment: Deployment): JsonObject =>
  Object.fromEntries(
    Object.entries(sectionOf(deployment, name))
      .filter(([, entry]) => isCreated(entry, deployment))
      .map(([id, entry]) => {
        const { Condition: _, ...rest } = objectIn(entry);
        return [id, evaluate(rest, deployment)] as const;
      }),
  );
