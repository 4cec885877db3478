import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import type { Lines } from './regions.ts';

/** The remediation runbook as an SSM document of a stack: CloudFormation includes a file only by a transform, which StackSets refuse. */
export const runbookCopy = (runbook: string): Readonly<Record<'runbook' | 'runbook-name', Lines>> => {
  // The comment at the head of the file is for readers of the file.
  const body = runbook.slice(runbook.search(/^schemaVersion:/m)).trimEnd();
  // Of what Systems Manager gets: a comment or another line break makes no other document.
  const hash = createHash('sha256')
    .update(JSON.stringify(parse(body)))
    .digest('hex')
    .slice(0, 12);
  return {
    runbook: () => body.split('\n'),
    'runbook-name': () => [`Name: !Sub FlowKeyRemediation-\${RuleName}-${hash}`],
  };
};
