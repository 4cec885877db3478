/** The stacks of the app: keys, the flows that use them from another stack, and flows whose keys it does not make. */
const { CfnParameter, NestedStack, Stack, Stage, Tags, Validations } = require('aws-cdk-lib');
const { CfnFlow } = require('aws-cdk-lib/aws-appflow');
const { Key } = require('aws-cdk-lib/aws-kms');

const aFlow = (scope, id, kmsArn) =>
  new CfnFlow(scope, id, {
    flowName: id.toLowerCase(),
    kmsArn,
    triggerConfig: { triggerType: 'OnDemand' },
    tasks: [{ taskType: 'Map_all', sourceFields: [] }],
    sourceFlowConfig: {
      connectorType: 'S3',
      sourceConnectorProperties: { s3: { bucketName: 'company-exports', bucketPrefix: 'orders' } },
    },
    destinationFlowConfigList: [
      { connectorType: 'S3', destinationConnectorProperties: { s3: { bucketName: 'company-lake' } } },
    ],
  });

/** Flows that pass: one with a key of another stack, and one with a key of its own. */
const addGood = (app) => {
  const keys = new Stack(app, 'Keys');
  const lake = new Key(keys, 'Lake', { enableKeyRotation: true });
  const flows = new Stack(app, 'Flows');
  aFlow(flows, 'Orders', lake.keyArn);
  aFlow(flows, 'Leads', new Key(flows, 'Own', { enableKeyRotation: true }).keyArn);
  Tags.of(app).add('Owner', 'data-platform');
  return { keys, flows };
};

/** Flows that fail: in a stack, in a nested one, in a stage, and with a key of another stack that does not rotate. */
const addBad = (app, { keys, flows }) => {
  aFlow(flows, 'Bare');
  aFlow(flows, 'Slack', new Key(keys, 'Lazy').keyArn);
  aFlow(new NestedStack(flows, 'Inner'), 'Deep');
  const stage = new Stage(app, 'Prod', { env: { account: '111122223333', region: 'eu-west-1' } });
  aFlow(new Stack(stage, 'Staged'), 'Late');
};

/** Flows of which nobody can know before they are deployed: a key that is not made here, and a parameter. */
const addUnknown = (app) => {
  const imports = new Stack(app, 'Imports');
  aFlow(imports, 'Imported', 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d');
  aFlow(imports, 'Chosen', new CfnParameter(imports, 'KeyArn').valueAsString);
};

/** Somebody lives with the flows that fail, and says why. */
const acknowledge = (app, flows) => {
  Validations.of(flows).acknowledge(
    { id: 'appflow-flow-cmk::NO_CMK', reason: 'test data only' },
    { id: 'appflow-flow-cmk::ROTATION_OFF', reason: 'rotated by hand' },
  );
  Validations.of(app.node.findChild('Prod')).acknowledge({
    id: 'appflow-flow-cmk::NO_CMK',
    reason: 'accepted until the audit',
  });
};

const SCENES = {
  good: addGood,
  bad: (app) => addBad(app, addGood(app)),
  unknown: (app) => {
    addGood(app);
    addUnknown(app);
  },
  acknowledged: (app) => {
    const stacks = addGood(app);
    addBad(app, stacks);
    addUnknown(app);
    acknowledge(app, stacks.flows);
  },
};

/** Adds what the variable SCENE names; OPTIONS are those of the plugin. */
exports.build = (app, flowKeyPlugin) => {
  SCENES[process.env.SCENE](app);
  Validations.of(app).addPlugins(flowKeyPlugin(JSON.parse(process.env.OPTIONS ?? '{}')));
};
