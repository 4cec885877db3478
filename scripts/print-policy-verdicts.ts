/** Prints, as JSON, each statement of the corpus and whether the rule takes a key policy of it alone for open. */
import { statementsOpenToEveryone } from '../lambda/core/key-policy.ts';
import { policyCorpus } from './policy-corpus.ts';

const verdicts = policyCorpus().map((statement) => {
  const open = statementsOpenToEveryone(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
  if (open.kind === 'unreadable') throw new Error(`${open.because}: ${JSON.stringify(statement)}`);
  return { statement, open: open.value.length > 0 };
});
process.stdout.write(`${JSON.stringify(verdicts)}\n`);
