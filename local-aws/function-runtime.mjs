/**
 * The inside of the sandbox: imports a bundle as Lambda does and calls its handler, one event at a time. Plain JavaScript,
 * because it must run on every Node.js that the function may run on, without a loader.
 */
const [, , bundleUrl] = process.argv;

const causesOf = (error, seen = new Set()) => {
  if (typeof error !== 'object' || error === null || seen.has(error)) return [];
  seen.add(error);
  const inner = [
    ...(Array.isArray(error.errors) ? error.errors : []),
    ...(error.cause === undefined ? [] : [error.cause]),
  ];
  return inner.flatMap((cause) => [inWords(cause), ...causesOf(cause, seen)]);
};

const inWords = (error) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

const told = (error) =>
  error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack, causes: causesOf(error) }
    : { name: 'Error', message: String(error), causes: [] };

// Lambda has one log for both streams, in the order of writing; what Node.js itself says before it exits stays apart.
process.stderr.write = process.stdout.write.bind(process.stdout);

/** Milliseconds of CPU, user and system, since before the bundle was loaded: waiting for a busy machine does not count. */
const beforeLoading = process.cpuUsage();
const cpuSoFarInMs = () => {
  const { user, system } = process.cpuUsage(beforeLoading);
  return (user + system) / 1000;
};

const load = async () => {
  const { handler } = await import(bundleUrl);
  if (typeof handler !== 'function') throw new Error(`${bundleUrl} exports no function named handler`);
  return handler;
};

const contextOf = ({ requestId, timeoutInMs, functionName, functionArn }) => {
  const deadline = Date.now() + timeoutInMs;
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    awsRequestId: requestId,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
};

const invoke = async (handler, message) => {
  const started = performance.now();
  const outcome = await handler(message.event, contextOf(message)).then(
    (returned) => ({ outcome: 'succeeded', returned }),
    (error) => ({ outcome: 'failed', error: told(error) }),
  );
  const durationInMs = performance.now() - started;
  const cpuInMs = { toLoad: cpuToLoadInMs, soFar: cpuSoFarInMs() };
  // Its line ends the invocation's log: what the handler wrote lies before it, whichever pipe the parent reads first. The
  // line break before it ends a line that the handler left open.
  process.stdout.write(`\nEND RequestId: ${message.requestId}\n`);
  process.send({ ...outcome, durationInMs, cpuInMs, maxRssInBytes: process.resourceUsage().maxRSS * 1024 });
};

const handler = await load().catch((error) => {
  process.send({ ready: false, error: told(error) });
  process.disconnect();
});
const cpuToLoadInMs = cpuSoFarInMs();
if (handler !== undefined) {
  process.on('message', (message) => {
    // A handler that is not async may throw at once.
    invoke(async (...given) => handler(...given), message);
  });
  process.send({ ready: true });
}
