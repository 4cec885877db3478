/**
 * Copies the remediation runbook into template.yaml, between "Content:" of the document and "# End of the copy.".
 * CloudFormation includes a file only by a transform, which service-managed StackSets refuse; a test holds both equal.
 */
import { readFile, writeFile } from 'node:fs/promises';

const RUNBOOK = 'rule-definitions/remediation/appflow-flow-cmk-remediation.yaml';
const COPY = /(?<=\n {6}Content:\n)[\s\S]*?(?= {6}# End of the copy\.\n)/;

const template = await readFile('template.yaml', 'utf8');
if (!COPY.test(template)) {
  throw new Error(
    'template.yaml has no place for the runbook: it needs "Content:" and "# End of the copy.", both after 6 blanks.',
  );
}
const runbook = await readFile(RUNBOOK, 'utf8');
// The comment at the head of the file is for readers of the file.
const body = runbook.slice(runbook.search(/^schemaVersion:/m)).trimEnd();
const copy = body.replaceAll(/^(?=.)/gm, ' '.repeat(8));
await writeFile(
  'template.yaml',
  template.replace(COPY, () => `${copy}\n`),
);
