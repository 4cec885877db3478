import { plainText } from '../../../lambda/core/model/text.ts';
import type { AffectedFlow, Impact, Tie } from '../impact.ts';
import { questionOf, riskInWords, unreadInWords, whenItRuns } from './words.ts';

/**
 * A flowchart of Mermaid: the key, what is under it, and the flows that need that. Nodes have ids of our own, and
 * labels hold letters, digits and harmless signs only, everything else as its number: no name of AWS's can end a label.
 * https://mermaid.js.org/syntax/flowchart.html
 */
export const toMermaid = (impact: Impact): string => {
  const lines = ['flowchart LR', `  key["${escaped(`${questionOf(impact)}: ${riskInWords(impact)}`)}"]`];
  const things = [
    ...impact.profiles.map((thing) => ({ ...thing, by: 'connector profile' as const })),
    ...impact.buckets.map((thing) => ({ ...thing, by: 'bucket' as const })),
  ];
  for (const [index, { by, name, account, region }] of things.entries()) {
    lines.push(`  key --> thing${index}[("${escaped(`${by} ${name}`)}<br/>${escaped(`${account} ${region}`)}")]`);
  }
  const sourceOf = (flow: AffectedFlow, tie: Tie): string =>
    tie.by === 'key'
      ? 'key'
      : `thing${things.findIndex(
          ({ by, name, account, region }) =>
            by === tie.by && name === tie.name && account === flow.account && region === flow.region,
        )}`;
  for (const [index, flow] of impact.flows.entries()) {
    const texts = [`flow ${flow.flow}`, `${flow.account} ${flow.region}`, `${flow.tier}, runs ${whenItRuns(flow)}`];
    lines.push(`  flow${index}["${texts.map(escaped).join('<br/>')}"]:::${flow.tier.toLowerCase()}`);
    for (const source of new Set(flow.ties.map((tie) => sourceOf(flow, tie))))
      lines.push(`  ${source} --> flow${index}`);
  }
  for (const [index, thing] of impact.unread.entries()) {
    const texts = [unreadInWords(thing), `${thing.account} ${thing.region}`, `not read, ${thing.because}`];
    lines.push(`  key -. may .-> unread${index}["${texts.map(escaped).join('<br/>')}"]`);
  }
  return `${[...lines, ...CLASSES].join('\n')}\n`;
};

/** Colours that black text can be read on; the label names the tier as well. */
const CLASSES = [
  '  classDef critical fill:#f6a5a5,stroke:#8b1a1a,color:#000',
  '  classDef high fill:#f8c99a,stroke:#8a4b00,color:#000',
  '  classDef medium fill:#f3e3a0,stroke:#6b5a00,color:#000',
];

const LONGEST_LABEL = 300;

const escaped = (text: string): string =>
  Array.from(plainText(text))
    .slice(0, LONGEST_LABEL)
    .map((character) => (/[\p{L}\p{M}\p{N} ._:,/-]/u.test(character) ? character : `#${character.codePointAt(0)};`))
    .join('');
