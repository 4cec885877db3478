import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { answerHook, type WarmHook } from './answer-hook.ts';
import { createConnect } from './aws/clients/connection.ts';
import { tokenIn } from './core/input/hook-event.ts';
import { parseSettings } from './core/input/settings.ts';
import { homeOf } from './core/model/home.ts';
import { type HookAnswer, ownFailure } from './core/output/hook-answer.ts';
import { deadlinesWithin } from './deadlines.ts';
import { createHookTelemetry } from './telemetry/hook-telemetry.ts';
import { toPlainText } from './telemetry/plain-log.ts';
import { SERVICE } from './telemetry/powertools.ts';

/** CloudFormation waits 30 seconds for an answer, whatever the function may take; the way there and back needs some. */
const LONGEST_WAIT_IN_MILLISECONDS = 28_000;

const logger = new Logger({ serviceName: SERVICE, jsonReplacerFn: toPlainText });

/** Made by the first invocation and kept while the function is warm: clients and sockets, credentials. */
let warm: WarmHook | undefined;

/** Lambda entry point: connects the hook to AWS, and answers whatever happens. */
export const handler = async (event: unknown, context: Context): Promise<HookAnswer> => {
  const deadlines = deadlinesWithin(Math.min(context.getRemainingTimeInMillis(), LONGEST_WAIT_IN_MILLISECONDS));
  try {
    logger.addContext(context);
    warm ??= connectFunction(context);
    return await answerHook(event, { ...warm, ...deadlines });
  } catch (error) {
    logger.error('The hook could not begin', error as Error);
    return ownFailure(tokenIn(event), error);
  } finally {
    deadlines.clear();
  }
};

const connectFunction = ({ invokedFunctionArn }: Context): WarmHook => {
  const home = homeOf(invokedFunctionArn, process.env['AWS_REGION']);
  const settings = parseSettings(process.env);
  return {
    home,
    settings,
    ruleParameters: process.env['RULE_PARAMETERS'],
    connect: createConnect(home.account, { requests: 0, retries: 0 }),
    telemetry: createHookTelemetry(logger, settings.metricsNamespace),
    now: () => new Date(),
  };
};
