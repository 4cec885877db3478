const { App } = require('aws-cdk-lib');
const { flowKeyPlugin } = require('appflow-flow-cmk/cdk');
const { build } = require('./stacks.cjs');

const app = new App();
build(app, flowKeyPlugin);
app.synth();
