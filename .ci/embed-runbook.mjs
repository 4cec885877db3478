/**
 * Copies the remediation runbook into template.yaml, between "Content:" of the document and "# End of the copy.", and
 * writes a hash of it into the document's name: CloudFormation then replaces the document with its content, forth and back.
 * CloudFormation includes a file only by a transform, which service-managed StackSets refuse; tests hold both up to date.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';

const RUNBOOK = 'rule-definitions/remediation/appflow-flow-cmk-remediation.yaml';
const COPY = /(?<=\n {6}Content:\n)[\s\S]*?(?= {6}# End of the copy\.\n)/;
const HASH = /(?<=\n {6}Name: !Sub FlowKeyRemediation-\$\{RuleName\}-)\w+(?=\n)/;

const template = await readFile('template.yaml', 'utf8');
if (!COPY.test(template) || !HASH.test(template)) {
  throw new Error(
    'template.yaml has no place for the runbook: it needs a "Name:" that ends with a hash, "Content:" and ' +
      '"# End of the copy.", all after 6 blanks.',
  );
}
const runbook = await readFile(RUNBOOK, 'utf8');
// The comment at the head of the file is for readers of the file.
const body = runbook.slice(runbook.search(/^schemaVersion:/m)).trimEnd();
const copy = body.replaceAll(/^(?=.)/gm, ' '.repeat(8));
// Of what Systems Manager gets: a comment or another line break makes no other document.
const hash = createHash('sha256')
  .update(JSON.stringify(parse(body)))
  .digest('hex')
  .slice(0, 12);
await writeFile('template.yaml', template.replace(COPY, () => `${copy}\n`).replace(HASH, hash));
