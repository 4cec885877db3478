import { aChangeOf, aCompany, aSweep } from '../bench/a-company.ts';
import { startSandbox } from '../bench/sandbox.ts';
import { type Metric, readMetrics } from '../telemetry/embedded-metrics.ts';

/** Everything that goes wrong at once: a flow that cannot be judged, a verdict and a finding that are handed back. */
const TROUBLE = [
  { operation: 'DescribeFlow', fault: 'InternalServerException', matching: 'bare' },
  { operation: 'PutEvaluations', fault: 'FailedEvaluations', matching: 'leads' },
  { operation: 'BatchImportFindings', fault: '500' },
];

/** Every metric that the built bundle writes in a good sweep, after a change, and when all goes wrong. */
export const publishedMetrics = async (): Promise<readonly Metric[]> => {
  const environment = { AWS_MAX_ATTEMPTS: '1', SECURITY_HUB_FINDINGS: 'true', POLICY_SECOND_OPINION: 'true' };
  const keys = (aCompany().keys ?? []).map((key) => ({ ...key, CheckNoPublicAccess: 'FAIL' as const }));
  const good = await startSandbox({ world: aCompany({ keys }), environment });
  const bad = await startSandbox({ world: aCompany({ faults: TROUBLE }), environment });
  const invocations = [await good.invoke(aSweep()), await good.invoke(aChangeOf('leads')), await bad.invoke(aSweep())];
  return invocations.flatMap(({ logs }) => readMetrics(logs));
};
