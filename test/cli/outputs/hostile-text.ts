import fc from 'fast-check';
import type { Audit } from '../../../cli/audit/audit.ts';
import { REASON_CODES } from '../../../lambda/core/model/reasons.ts';
import { anAuditedFlow, anAuditedReason, anAuditWithGaps, aPlace } from '../../builders/an-audit.ts';

/** What somebody might write into a name, a tag or a reason to reach whoever opens the output. */
export const HOSTILE_TEXTS: readonly string[] = [
  '=HYPERLINK("http://evil.example","x")',
  '\n=1+1',
  '\0=1+1',
  '\t@SUM(A1)',
  '＝1+1',
  '","=1+1","',
  '</failure></testcase><testcase name="x"/>',
  ']]><x/>&amp;',
  '| a | b |\n|---|---|',
  '\\| a \\\\| b',
  '``` \n# heading',
  '`code` **bold** _it_ ~~no~~ <b>html</b> <!-- no -->',
  '![x](http://evil.example/x.png) [y](javascript:alert(1)) [z]: http://evil.example',
  '@everyone @org/team #1 owner/repo#2 https://evil.example www.evil.example a@evil.example',
  '\u001b[31mred\u001b]8;;http://evil.example\u0007link',
  '\u202eright to left',
  '\ud83d half',
  '\ufffe\uffff',
  '{0} {{1}} $a$',
  '../../etc/passwd',
  '..',
  '.',
  '%00%0a?x#y',
  '__proto__',
  '',
  ' ',
];

/** Any 16-bit units: whole characters, halves of surrogate pairs, combining marks, control characters. */
const anyUnits = fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 40 });

export const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  anyUnits,
);

/** An audit with one failing flow and something of everything that can be missing; every free text of it is hostile. */
export const hostileAudit: fc.Arbitrary<Audit> = fc
  .record({
    flow: hostileText,
    annotation: hostileText,
    problem: hostileText,
    remedy: hostileText,
    tagKey: hostileText,
    tagValue: hostileText,
    because: hostileText,
    accountName: hostileText,
    note: hostileText,
    parameter: hostileText,
    code: fc.constantFrom(...REASON_CODES),
    isMuted: fc.boolean(),
  })
  .map(
    ({ flow, annotation, problem, remedy, tagKey, tagValue, because, accountName, note, parameter, code, isMuted }) => {
      const mark = isMuted ? { muted: { until: '2026-12-31', because } } : {};
      const tags = Object.fromEntries([[tagKey, tagValue]]);
      return anAuditWithGaps({
        parameters: { requiredKeyTags: parameter },
        places: [aPlace({ accountName }), aPlace({ region: 'eu-west-2', status: 'unreadable', flows: 0, because })],
        flows: [
          anAuditedFlow({
            flow,
            annotation,
            tags,
            reasons: [anAuditedReason(code, { problem, remedy, ...mark })],
            ...mark,
          }),
        ],
        unjudged: [{ account: '111122223333', region: 'eu-west-1', flow, because }],
        notes: [note],
      });
    },
  );

/** Control and format characters and halves of pairs, line breaks apart: none may reach an output. */
export const FORBIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u;
