/** Prints, as JSON, each statement of the corpus and whether the rule takes a key policy of it alone for open. */
import { parseKeyPolicy } from '../lambda/core/key-policy/document.ts';
import { statementsOpenToEveryone } from '../lambda/core/key-policy/everyone.ts';
import { policyCorpus } from './policy-corpus.ts';

const verdicts = policyCorpus().map((statement) => {
  const policy = parseKeyPolicy(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
  if (policy.kind === 'refused') throw new Error(`${policy.because}: ${JSON.stringify(statement)}`);
  return { statement, open: statementsOpenToEveryone(policy.value).length > 0 };
});
process.stdout.write(`${JSON.stringify(verdicts)}\n`);
