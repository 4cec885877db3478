import type { Telemetry } from '../../lambda/telemetry/telemetry.ts';

/** Telemetry that keeps what it was told: the name of the message, then what came with it. */
export const fakeTelemetry = () => {
  const told: (readonly unknown[])[] = [];
  const keep =
    (name: keyof Telemetry) =>
    (...details: readonly unknown[]): void => {
      told.push([name, ...details]);
    };
  const telemetry: Telemetry = {
    info: keep('info'),
    warn: keep('warn'),
    verdict: keep('verdict'),
    unjudged: keep('unjudged'),
    refused: keep('refused'),
    findingRefused: keep('findingRefused'),
    policyDisputed: keep('policyDisputed'),
    sweepCompleted: keep('sweepCompleted'),
    detected: keep('detected'),
    publish: keep('publish'),
  };
  return { telemetry, told };
};
