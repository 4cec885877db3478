import { cloudCustodian } from './cloud-custodian.ts';
import { compare } from './compare.ts';
import { expectations, expectationsWithRefusal, peerWorld, worldWithRefusal } from './peer-world.ts';
import { preparePython } from './python.ts';
import { rdklib } from './rdklib.ts';
import { tableOf } from './table.ts';
import { thisRule } from './this-rule.ts';

const TIMES = 5;

/** Prints what this rule and its peers from PyPI need for the same account, and what they get wrong; exits with 1 where this rule does. */
export const measurePeers = async (): Promise<void> => {
  await preparePython();
  const tools = [thisRule, await cloudCustodian(), await rdklib()];
  const everythingReadable = await compare({ tools, world: peerWorld, expectations, times: TIMES });
  process.stdout.write(`${tableOf('everything is readable', everythingReadable)}\n\n`);
  const oneRefused = await compare({ tools, world: worldWithRefusal, expectations: expectationsWithRefusal, times: 1 });
  process.stdout.write(`${tableOf('one key policy is not', oneRefused)}\n`);
  const ours = [...everythingReadable, ...oneRefused].filter(({ tool }) => tool === thisRule.name);
  if (ours.some(({ wrong, notJudged, failure }) => wrong.size > 0 || notJudged > 0 || failure !== undefined)) {
    process.stderr.write('This rule got a verdict wrong: see above.\n');
    process.exitCode = 1;
  }
};
