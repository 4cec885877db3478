// Starts a local AWS for each line of standard input, a world as JSON, and answers with its address on a line of its own:
// one process for a whole run of the Python tests, which then start a fresh world in milliseconds.
import { createInterface } from 'node:readline';
import { startLocalAws } from '../../local-aws/server.ts';

for await (const line of createInterface({ input: process.stdin })) {
  const { url } = await startLocalAws({ world: JSON.parse(line) });
  console.log(url);
}
// The input ended with the tests; their servers end with this process.
process.exit();
