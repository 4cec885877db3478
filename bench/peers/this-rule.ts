import { startFunction } from '../../local-aws/function.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { sweepEvent } from '../bench-world.ts';
import { NODE_OPTIONS } from '../memory-measures.ts';
import { putVerdicts, type Tool } from './tool.ts';

/** A cold start and one sweep: the peers' processes begin with nothing loaded, too. */
export const thisRule: Tool = {
  name: `this rule ${packageJson.version}`,
  run: async (aws) => {
    const began = performance.now();
    const lambda = startFunction({ aws, environment: { NODE_OPTIONS } });
    try {
      const invocation = await lambda.invoke(sweepEvent);
      return {
        durationInMs: performance.now() - began,
        maxRssInBytes: invocation.maxRssInBytes,
        verdicts: putVerdicts(aws, reasonsOf),
        ...(invocation.outcome === 'failed' ? { failure: invocation.error.message } : {}),
      };
    } finally {
      await lambda.stop();
    }
  },
};

const reasonsOf = (annotation: string): readonly string[] => {
  const [codes = ''] = annotation.split(': ');
  return codes === 'OK' ? [] : codes.split(', ');
};
