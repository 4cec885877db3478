import { flowKeyPlugin } from 'appflow-flow-cmk/cdk';
import { App } from 'aws-cdk-lib';
import { build } from './stacks.cjs';

const app = new App();
build(app, flowKeyPlugin);
app.synth();
