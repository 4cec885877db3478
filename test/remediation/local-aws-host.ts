// One process for a whole run of the Python tests, which then start a fresh world in milliseconds. Each line of standard
// input is answered with a line: {"world": …} starts a local AWS and tells its address, {"judge": …} lets the built function
// judge every flow of the world started last, by these rule parameters, and tells its evaluations.
import { createInterface } from 'node:readline';
import { scheduledEvent } from '../../local-aws/config-events.ts';
import { startFunction } from '../../local-aws/function.ts';
import { type LocalAws, startLocalAws } from '../../local-aws/server.ts';
import type { WorldInput } from '../../local-aws/world.ts';

type Order = { readonly world: WorldInput } | { readonly judge: Readonly<Record<string, string>> };

const judge = async ({ url, state }: LocalAws, ruleParameters: Readonly<Record<string, string>>) => {
  const before = state.puts.length;
  const lambda = startFunction({ aws: { url, state } });
  const invocation = await lambda.invoke(scheduledEvent({ state, ruleParameters, at: new Date() }));
  await lambda.stop();
  if (invocation.outcome === 'failed') throw new Error(`${invocation.error.name}: ${invocation.error.message}`);
  return state.puts.slice(before).flatMap(({ evaluations }) => evaluations);
};

let aws: LocalAws | undefined;
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  if ('world' in order) {
    aws = await startLocalAws({ world: order.world });
    console.log(aws.url);
  } else if (aws !== undefined) {
    console.log(JSON.stringify(await judge(aws, order.judge)));
  }
}
// The input ended with the tests; their servers end with this process.
process.exit();
