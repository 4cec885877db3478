/** The app of somebody whose installation lost the judge. */
const { renameSync } = require('node:fs');
const { dirname, join } = require('node:path');

const judge = join(dirname(require.resolve('appflow-flow-cmk/cdk')), 'judge.mjs');
renameSync(judge, `${judge}.lost`);
process.on('exit', () => renameSync(`${judge}.lost`, judge));
require('./app.cjs');
