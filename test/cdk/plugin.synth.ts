import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { CDK_SYNTH, installApp, reportIn, runNode, shown, writeSource } from './sandbox.ts';

before(installApp);

describe('cdk synth with the plugin', () => {
  it('fails for flows that fail, wherever they are, and says where and what to do', () => {
    const { status, said } = runNode([...CDK_SYNTH, '--output', 'bad'], { SCENE: 'bad' });
    const report = reportIn('bad');
    assert.notEqual(status, 0);
    assert.equal(report?.conclusion, 'failure');
    assert.deepEqual(shown(report?.violations), [
      'NO_CMK error at Flows/Bare',
      'NO_CMK error at Flows/Inner/Deep',
      'NO_CMK error at Prod/Staged/Late',
      'ROTATION_OFF error at Flows/Slack',
    ]);
    assert.equal(
      report?.violations.find(({ ruleName }) => ruleName === 'ROTATION_OFF')?.suggestedFix,
      'Turn it on with kms:EnableKeyRotation',
    );
    assert.match(said, /the flow names no key, so AppFlow's default key encrypts it/);
    assert.match(said, /Acknowledge with 'appflow-flow-cmk::NO_CMK'/);
  });

  it('passes what is acknowledged, keeps the reasons, and still warns of what is unknown', () => {
    const { status } = runNode([...CDK_SYNTH, '--output', 'acknowledged'], { SCENE: 'acknowledged' });
    const report = reportIn('acknowledged');
    assert.equal(status, 0);
    assert.deepEqual(shown(report?.violations), [
      'UNKNOWN warning at Imports/Chosen',
      'UNKNOWN warning at Imports/Imported',
    ]);
    assert.deepEqual(shown(report?.suppressedViolations), [
      'NO_CMK error at Flows/Bare',
      'NO_CMK error at Flows/Inner/Deep',
      'NO_CMK error at Prod/Staged/Late',
      'ROTATION_OFF error at Flows/Slack',
    ]);
    assert.deepEqual([...new Set(report?.suppressedViolations?.map(({ reason }) => reason))].sort(), [
      'accepted until the audit',
      'rotated by hand',
      'test data only',
    ]);
  });
});

describe('an app with the plugin', () => {
  it('as ES modules passes flows that pass, and only warns of what is unknown', () => {
    const { status } = runNode(['app.mjs'], { SCENE: 'unknown', CDK_OUTDIR: 'unknown' });
    assert.equal(status, 0);
    assert.deepEqual(shown(reportIn('unknown')?.violations), [
      'UNKNOWN warning at Imports/Chosen',
      'UNKNOWN warning at Imports/Imported',
    ]);
  });

  it('as CommonJS fails for what is unknown where that is asked for', () => {
    const variables = { SCENE: 'unknown', CDK_OUTDIR: 'refused', OPTIONS: '{"unknown":"fail"}' };
    const { status } = runNode(['app.cjs'], variables);
    assert.notEqual(status, 0);
    assert.deepEqual(shown(reportIn('refused')?.violations), [
      'UNKNOWN error at Imports/Chosen',
      'UNKNOWN error at Imports/Imported',
    ]);
  });

  it('judges by the parameters that it was given', () => {
    const options = JSON.stringify({ parameters: { maxRotationPeriodInDays: 180, maxFlowsPerKey: 1 } });
    const { status } = runNode(['app.cjs'], { SCENE: 'good', CDK_OUTDIR: 'slow', OPTIONS: options });
    assert.notEqual(status, 0);
    assert.deepEqual(shown(reportIn('slow')?.violations), [
      'ROTATION_TOO_SLOW error at Flows/Leads',
      'ROTATION_TOO_SLOW error at Flows/Orders',
    ]);
  });

  it('finds nested stacks without the CDK command, too, as a test of an app synthesizes it', () => {
    const { status } = runNode(['app.mjs'], { SCENE: 'bad', CDK_OUTDIR: 'untold' });
    assert.notEqual(status, 0);
    assert.ok(shown(reportIn('untold')?.violations).includes('NO_CMK error at Flows/Inner/Deep'));
  });

  it('says which parameter is wrong before anything is synthesized', () => {
    const { status, said } = runNode(['app.cjs'], { SCENE: 'good', OPTIONS: '{"parameters":{"maxRotation":90}}' });
    assert.notEqual(status, 0);
    assert.match(said, /maxRotation/);
    assert.match(said, /The rule parameters are not valid/);
  });

  it('fails where its judge cannot be started: what nobody judged does not pass', () => {
    const { status, said } = runNode(['broken.cjs'], { SCENE: 'good', CDK_OUTDIR: 'broken' });
    assert.notEqual(status, 0);
    assert.match(said, /The flows were not judged/);
  });
});

describe('the declarations of the plugin', () => {
  const SOURCE = `import { App, Validations } from 'aws-cdk-lib';
import { flowKeyPlugin } from 'appflow-flow-cmk/cdk';

const app = new App();
Validations.of(app).addPlugins(
  flowKeyPlugin(),
  flowKeyPlugin({ parameters: { maxRotationPeriodInDays: 180, keyDuties: 'strict', checkBuckets: true }, unknown: 'fail' }),
);
// @ts-expect-error a misspelt option
flowKeyPlugin({ unknown: 'fial' });
// @ts-expect-error a parameter that nobody knows
flowKeyPlugin({ parameters: { maxRotation: 90 } });
`;
  const tsc = path.resolve('node_modules/typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022'];

  for (const { name, file, module } of [
    { name: 'an app of ES modules', file: 'typed.mts', module: ['--module', 'nodenext'] },
    { name: 'an app in CommonJS', file: 'typed.cts', module: ['--module', 'nodenext'] },
    {
      name: 'an app with the oldest resolution',
      file: 'typed.ts',
      module: ['--module', 'commonjs', '--moduleResolution', 'node10'],
    },
  ]) {
    it(`fit ${name}`, () => {
      writeFileSync(writeSource(file), SOURCE);
      const { status, said } = runNode([tsc, ...options, ...module, file]);
      assert.equal(said.trim(), '');
      assert.equal(status, 0);
    });
  }
});
