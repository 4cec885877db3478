import * as v from 'valibot';
import { authorize, type Call, readInput } from '../operation.ts';
import { partitionOf } from '../place.ts';
import { refuse } from '../service-error.ts';
import { entryOf, type FlowRecord } from '../state.ts';

export const maxResults = v.nullish(
  v.pipe(
    v.number(),
    v.minValue(1, 'Member must have value greater than or equal to 1'),
    v.maxValue(100, 'Member must have value less than or equal to 100'),
  ),
  20,
);
export const nextToken = v.nullish(
  v.pipe(v.string(), v.regex(/^\S+$/, 'Member must satisfy regular expression pattern: \\S+')),
);
const flowName = v.pipe(
  v.string('Member must not be null'),
  v.maxLength(256, 'Member must have length less than or equal to 256'),
  v.regex(/^[a-zA-Z0-9][\w!@#.-]+$/, 'Member must satisfy regular expression pattern: [a-zA-Z0-9][\\w!@#.-]+'),
);

export const badToken = () => refuse('ValidationException', 'The nextToken is not valid.');

/** A world may hold names that AppFlow would never have let anybody choose, so that hostile text can be tried: they are found. */
export const namedFlow = (call: Call, action: string): FlowRecord => {
  const flows = entryOf(call.state.flows, call.caller);
  const asked = String(call.input['flowName']);
  const name = flows.has(asked) ? asked : readInput(call, v.object({ flowName })).flowName;
  authorize(call, { action, resource: flowArn(call, name) });
  const flow = flows.get(name);
  if (flow === undefined) throw refuse('ResourceNotFoundException', `Flow ${name} does not exist.`);
  return flow;
};

export const appflowArn = ({ caller }: Call): string =>
  `arn:${partitionOf(caller.region)}:appflow:${caller.region}:${caller.account}`;

export const flowArn = (call: Call, name: string): string => `${appflowArn(call)}:flow/${name}`;
