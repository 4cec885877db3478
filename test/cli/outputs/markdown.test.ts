import fc from 'fast-check';
import type { Audit } from '../../../cli/audit/audit.ts';
import { auditAsMarkdown } from '../../../cli/outputs/markdown.ts';
import {
  aFailingFlow,
  anAudit,
  anAuditedFlow,
  anAuditedReason,
  anAuditWithGaps,
  aPlace,
} from '../../builders/an-audit.ts';
import { FORBIDDEN, HOSTILE_TEXTS, hostileAudit } from './hostile-text.ts';

const textOf = (audit: Audit = anAudit()): string => [...auditAsMarkdown(audit)].join('');
const rowsOf = (audit: Audit): readonly string[] =>
  textOf(audit)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1);
const muted = { until: '2026-12-31', because: 'It is known' };

it('tells the share, the totals, the findings and the policy', () => {
  expect(textOf()).toBe(`## AppFlow flows under customer managed keys: 50 %

3 flows in 1 place: 1 compliant, 1 non-compliant, 1 not applicable.

| Severity | Finding | Flow | Account, Region | What is wrong | What to do |
|---|---|---|---|---|---|
| MEDIUM | ROTATION_OFF | <code>billing</code> | <code>111122223333</code><br><code>eu-west-1</code> | automatic rotation is off for key 0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d | Turn it on with kms:EnableKeyRotation. |
| LOW | KEY_UNTAGGED | <code>billing</code> | <code>111122223333</code><br><code>eu-west-1</code> | the key has no tag | Tag the key with kms:TagResource. |

Audited 2026-11-23T08:00:00Z by appflow-flow-cmk 2&#46;3&#46;0, with <code>requireRotation=true</code>.
`);
});

it('tells what is missing before anything else, what shares a cause together', () => {
  const places = [
    aPlace({ status: 'unreadable', because: 'sts:AssumeRole is denied' }),
    aPlace({ account: '444455556666', accountName: 'R&D', status: 'unreadable', because: 'sts:AssumeRole is denied' }),
    aPlace({ region: 'af-south-1', status: 'not-enabled', because: 'the account has not enabled it' }),
  ];
  const audit = anAuditWithGaps({ places, flows: [], interrupted: true });
  expect(textOf(audit)).toMatch(`## AppFlow flows under customer managed keys: none judged

**The audit is incomplete.** What is named here may hide more findings.

- Interrupted – the audit was stopped before everything was asked for
- Unreadable: <code>111122223333 eu-west-1</code>, <code>444455556666 eu-west-1 (R&#38;D)</code> – sts:AssumeRole is denied
- Without a verdict: <code>invoices (111122223333 eu-west-1)</code> – appflow:DescribeFlow was throttled 8 times
- Not enabled: <code>111122223333 af-south-1</code> – the account has not enabled it

0 flows in 0 places: `);
});

it('a complete audit from which something was left out on purpose says what, and does not call itself incomplete', () => {
  const places = [
    aPlace(),
    aPlace({ account: '777788889999', status: 'skipped', because: 'the account is SUSPENDED' }),
  ];
  expect(textOf(anAudit({ places }))).toContain(
    '- Skipped: <code>777788889999 eu-west-1</code> – the account is SUSPENDED\n',
  );
  expect(textOf(anAudit({ places }))).not.toContain('incomplete');
});

it('findings are told worst first: what is not muted, what is muted, what is not applicable', () => {
  const flows = [
    anAuditedFlow({ flow: 'a', verdict: 'NOT_APPLICABLE', reasons: [anAuditedReason('UNVERIFIED')] }),
    anAuditedFlow({ flow: 'b', reasons: [anAuditedReason('KEY_POLICY_OPEN', { muted })], muted }),
    anAuditedFlow({ flow: 'c', reasons: [anAuditedReason('KEY_UNTAGGED', { change: 'still' })] }),
    anAuditedFlow({ flow: 'd', reasons: [anAuditedReason('NO_CMK', { change: 'new' })] }),
    anAuditedFlow({ flow: 'e', verdict: 'NON_COMPLIANT', annotation: 'Somebody says so.' }),
  ];
  expect(rowsOf(anAudit({ flows })).map((row) => row.split(' | ').slice(0, 3).join(' | '))).toEqual([
    '| unknown | NON_COMPLIANT | <code>e</code>',
    '| HIGH | NO_CMK<br>**new** | <code>d</code>',
    '| LOW | KEY_UNTAGGED | <code>c</code>',
    '| CRITICAL | KEY_POLICY_OPEN<br>muted until 2026-12-31: It is known | <code>b</code>',
    '| MEDIUM | UNVERIFIED<br>not applicable | <code>a</code>',
  ]);
});

it('tells what changed, and notes', () => {
  const text = textOf(anAudit({ flows: [anAuditedFlow({ change: 'fixed' })], notes: ['A mute expired.'] }));
  expect(text).toContain(
    '\n\nSince the baseline: 0 with new findings, 0 as before, 1 fixed.\n\nNo findings.\n\n- A mute expired.\n',
  );
});

it('names the rule that the parameters are from, and default parameters', () => {
  const rule = { name: 'my_rule', arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-k3v9qa' };
  expect(textOf(anAudit({ rule, parameters: {} }))).toMatch(
    /, rule <code>my&#95;rule<\/code>, with the default parameters\.\n$/,
  );
});

it('shows a hundred findings and counts the rest', () => {
  const flows = Array.from({ length: 101 }, (_, index) =>
    anAuditedFlow({ flow: `flow-${index}`, reasons: [anAuditedReason('NO_CMK')] }),
  );
  expect(rowsOf(anAudit({ flows }))).toHaveLength(100);
  expect(textOf(anAudit({ flows }))).toContain('\n1 more finding is not shown here.\n');
});

it('stays within what a comment holds, however long the texts are', () => {
  const long = '*'.repeat(400);
  const flows = Array.from({ length: 100 }, () =>
    anAuditedFlow({ flow: long, reasons: [anAuditedReason('NO_CMK', { problem: long, remedy: long })] }),
  );
  const text = textOf(anAudit({ flows }));
  expect(text.length).toBeLessThan(61_000);
  expect(text).toMatch(/\n\d\d more findings are not shown here\.\n/);
});

it.each([
  { text: 'a|b', shown: 'a&#124;b' },
  { text: 'a\\|b', shown: 'a&#92;&#124;b' },
  { text: '`x`', shown: '&#96;x&#96;' },
  { text: '<b>&amp;', shown: '&#60;b&#62;&#38;amp;' },
  { text: '[x](y)', shown: '&#91;x&#93;(y)' },
  { text: '**x** _y_ ~z~', shown: '&#42;&#42;x&#42;&#42; &#95;y&#95; &#126;z&#126;' },
  { text: 'https://evil.example', shown: 'https&#58;//evil&#46;example' },
  { text: 'www.evil.example', shown: 'www&#46;evil&#46;example' },
  { text: 'a\nb', shown: 'a\ufffdb' },
])('$text is shown as it is, as a name and in a sentence', ({ text, shown }) => {
  const [row] = rowsOf(
    anAudit({ flows: [aFailingFlow({ flow: text, reasons: [anAuditedReason('NO_CMK', { problem: text })] })] }),
  );
  expect(row).toContain(`| <code>${shown}</code> |`);
  expect(row).toContain(`| ${shown} |`);
});

it('a sentence calls nobody and points at no ticket; a name is kept to the letter where it cannot', () => {
  const [row] = rowsOf(
    anAudit({ flows: [aFailingFlow({ flow: '@a#1', reasons: [anAuditedReason('NO_CMK', { problem: '@a#1' })] })] }),
  );
  expect(row).toContain('| <code>&#64;a&#35;1</code> |');
  expect(row).toContain('| ＠a＃1 |');
});

/** What is left once the markup that this file writes itself is gone. */
const withoutOwnMarkup = (text: string): string =>
  text
    .replace(/^## |^- |^\*\*The audit is incomplete\.\*\*/gm, '')
    .replace(/<\/?code>|<br>|&#\d+;/g, '')
    .replace(/^\|---.*$/gm, '')
    .replace(/\*\*new\*\*/g, '');

it('has six cells a row and no markup but its own, whatever the texts are', () => {
  const check = (audit: Audit): void => {
    const text = textOf(audit);
    expect(text).not.toMatch(FORBIDDEN);
    for (const row of rowsOf(audit)) expect(row.split('|')).toHaveLength(8);
    const rest = withoutOwnMarkup(text).replaceAll('|', '');
    expect(rest).not.toMatch(/[`<>[\]\\*~@#!$^{}&]|:\/|www\./);
  };
  fc.assert(fc.property(hostileAudit, check));
  for (const flow of HOSTILE_TEXTS)
    check(anAudit({ flows: [aFailingFlow({ flow, annotation: flow })], notes: [flow] }));
});
