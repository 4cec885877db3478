import type { Lines } from './regions.ts';

/** Of a replica, its primary decides how often it rotates. */
const OF_THE_PRIMARY_ONLY = ['RotationPeriodInDays'];

/** What a replica shares with its primary: CloudFormation gives each key its own policy, and has no way to share one. */
export const keyCopy = (template: string): Readonly<Record<'parameters' | 'conditions' | 'policy', Lines>> => {
  const parameters = block(template, '', 'Parameters')
    .join('\n')
    .split(/\n(?= {2}\w)/)
    .filter((text) => !OF_THE_PRIMARY_ONLY.some((name) => text.startsWith(`  ${name}:`)))
    .flatMap((text) => text.split('\n'));
  return {
    parameters: () => outdented(parameters, 2),
    conditions: () => [
      'Rules:',
      ...block(template, '', 'Rules'),
      '',
      'Conditions:',
      ...block(template, '', 'Conditions'),
    ],
    policy: () => ['KeyPolicy:', ...outdented(block(template, '      ', 'KeyPolicy'), 6)],
  };
};

/** The lines below a member of a template, which is indented by `indent`. */
const block = (template: string, indent: string, member: string): readonly string[] => {
  const lines = template.split('\n');
  const start = lines.indexOf(`${indent}${member}:`);
  if (start < 0) throw new Error(`the template has no ${member}`);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line !== '' && !line.startsWith(`${indent} `));
  return rest
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .trimEnd()
    .split('\n');
};

const outdented = (lines: readonly string[], columns: number): readonly string[] =>
  lines.map((line) => line.slice(columns));
