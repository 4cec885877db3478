import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { createConnect } from './aws/clients/connection.ts';
import { parseSettings } from './core/input/settings.ts';
import { homeOf } from './core/model/home.ts';
import { deadlinesWithin } from './deadlines.ts';
import { evaluateEvent, type WarmRuntime } from './evaluate-event.ts';
import { createFlowKeyCache } from './select/flow-key-cache.ts';
import { toPlainText } from './telemetry/plain-log.ts';
import { createPowertoolsTelemetry, SERVICE } from './telemetry/powertools.ts';

const logger = new Logger({ serviceName: SERVICE, jsonReplacerFn: toPlainText });
const now = (): Date => new Date();

/** Made by the first invocation and kept while the function is warm: clients and sockets, credentials, the flow keys. */
let warm: WarmRuntime | undefined;

/** Lambda entry point: connects the rule to AWS, logs what failed, lets failures be failures. */
export const handler = async (event: unknown, context: Context): Promise<void> => {
  const deadlines = deadlinesWithin(context.getRemainingTimeInMillis());
  logger.addContext(context);
  try {
    warm ??= connectFunction(context);
    await evaluateEvent(event, { ...warm, ...deadlines });
  } catch (error) {
    logger.error('The event was not handled as a whole', error as Error);
    // AWS Config keeps no status of a custom Lambda rule: Lambda's retries and our alarms need this failure.
    throw error;
  } finally {
    deadlines.clear();
  }
};

const connectFunction = ({ invokedFunctionArn }: Context): WarmRuntime => {
  const home = homeOf(invokedFunctionArn, process.env['AWS_REGION']);
  const settings = parseSettings(process.env);
  const calls = { requests: 0, retries: 0 };
  return {
    home,
    settings,
    connect: createConnect(home.account, calls),
    flowKeyCache: createFlowKeyCache(now),
    telemetry: createPowertoolsTelemetry({ logger, namespace: settings.metricsNamespace, calls, now }),
    now,
  };
};
