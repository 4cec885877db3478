import { TreeChart, type TreeSeriesOption } from 'echarts/charts';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { excerpt, plainText } from '../../../lambda/core/model/text.ts';
import type { AffectedFlow, AffectedThing, Impact, Tie } from '../impact.ts';
import type { Tier } from '../risk.ts';
import { questionOf, riskInWords, totalsOf, unreadInWords, whenItRuns } from './words.ts';

use([TreeChart, SVGRenderer]);

interface TreeNode {
  readonly name: string;
  readonly itemStyle?: { readonly color: string; readonly borderColor: string };
  readonly children?: TreeNode[];
}

/** Strong enough on white and on black; a label says the same in words. */
const COLOURS: Readonly<Record<Tier, string>> = {
  CRITICAL: '#d64545',
  HIGH: '#d97a1c',
  MEDIUM: '#a58a12',
  LOW: '#4a8f4a',
  NONE: '#5b8a8a',
};
const GREY = '#808080';

/** A picture of more would be no picture; the table has all. */
const MOST = { flows: 40, things: 15, flowsOfOne: 10, unread: 20 };
/** In characters, so that no label runs into the next. */
const LONGEST = { leaf: 64, flow: 28, inner: 24 };
const WIDTH = 960;
const ROW = 30;

/**
 * The key, and what hangs on it, as a picture for a page: an SVG element with title and description, in the text colour
 * of its surroundings, without any style of its own, so that it can stand under a strict policy of contents.
 * https://echarts.apache.org/handbook/en/how-to/cross-platform/server/
 */
export const toPicture = (impact: Impact): string => {
  const tree = treeOf(impact);
  const height = ROW * (leavesOf(tree) + 2);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption(optionFor(tree));
    return accessible(chart.renderToSVGString({ useViewBox: true }), impact);
  } finally {
    // Its timers would keep the process from ending.
    chart.dispose();
  }
};

const optionFor = (tree: TreeNode): ComposeOption<TreeSeriesOption> => ({
  animation: false,
  series: [
    {
      type: 'tree',
      data: [tree],
      left: 80,
      right: 430,
      top: ROW,
      bottom: ROW,
      symbol: 'circle',
      symbolSize: 9,
      edgeShape: 'polyline',
      expandAndCollapse: false,
      initialTreeDepth: -1,
      silent: true,
      label: { position: 'top', color: 'currentColor', fontSize: 12, distance: 4 },
      leaves: { label: { position: 'right', distance: 8 } },
      lineStyle: { color: GREY, width: 1 },
      itemStyle: { color: GREY, borderColor: GREY },
    },
  ],
});

const treeOf = (impact: Impact): TreeNode => {
  const { flows, profiles, buckets, unread, risk } = impact;
  const thingsBy = (by: 'connector profile' | 'bucket', things: readonly AffectedThing[]): readonly TreeNode[] =>
    things.map((thing) =>
      node(thing.name, undefined, atMost(MOST.flowsOfOne, flowsTiedBy(flows, by, thing).map(flowNode))),
    );
  const onTheirKey = flows.filter(({ ties }) => ties.some(({ by }) => by === 'key')).map(flowNode);
  const branches = [
    ...branch('by their key', atMost(MOST.flows, onTheirKey)),
    ...branch('by a profile', atMost(MOST.things, thingsBy('connector profile', profiles))),
    ...branch('by a bucket', atMost(MOST.things, thingsBy('bucket', buckets))),
    ...branch(
      'not read: may hang',
      atMost(
        MOST.unread,
        unread.map((thing) => node(unreadInWords(thing))),
      ),
    ),
  ];
  return node('the key', COLOURS[risk.tier], branches.length === 0 ? [node('nothing hangs on it')] : branches);
};

const flowsTiedBy = (
  flows: readonly AffectedFlow[],
  by: Tie['by'],
  { account, region, name }: AffectedThing,
): readonly AffectedFlow[] =>
  flows.filter(
    (flow) =>
      flow.account === account &&
      flow.region === region &&
      flow.ties.some((tie) => tie.by === by && 'name' in tie && tie.name === name),
  );

const flowNode = (flow: AffectedFlow): TreeNode =>
  node(`${flow.tier} ${excerpt(plainText(flow.flow), LONGEST.flow)}: ${whenItRuns(flow)}`, COLOURS[flow.tier]);

const branch = (name: string, children: TreeNode[]): readonly TreeNode[] =>
  children.length === 0 ? [] : [node(name, undefined, children)];

const atMost = (most: number, nodes: readonly TreeNode[]): TreeNode[] =>
  nodes.length <= most ? [...nodes] : [...nodes.slice(0, most), node(`and ${nodes.length - most} more: see the table`)];

const node = (name: string, color?: string, children: TreeNode[] = []): TreeNode => ({
  name: excerpt(plainText(name), children.length === 0 ? LONGEST.leaf : LONGEST.inner),
  ...(color === undefined ? {} : { itemStyle: { color, borderColor: color } }),
  ...(children.length === 0 ? {} : { children }),
});

const leavesOf = ({ children = [] }: TreeNode): number =>
  children.length === 0 ? 1 : children.reduce((sum, child) => sum + leavesOf(child), 0);

/**
 * Text is escaped in it, so that what looks like markup is markup of the library's own: its styles become attributes,
 * and its marks for a browser that is to bring it to life are left out.
 */
const accessible = (svg: string, impact: Impact): string =>
  svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ style="font-size:(\d+)px;font-family:sans-serif;"/g, ' font-size="$1" font-family="sans-serif"')
    .replace(/ (?:ecmeta_\w+|class|xml:space)="[^"]*"/g, '')
    .replace(/^<svg [^>]*>/, (tag) => {
      const labelled = 'role="img" aria-labelledby="impact-picture-title impact-picture-text"';
      const title = `<title id="impact-picture-title">${escapedText('What hangs on the key')}</title>`;
      const text = `${questionOf(impact)}: ${riskInWords(impact)}. ${totalsOf(impact)}.`;
      return `${tag.slice(0, -1)} ${labelled}>${title}<desc id="impact-picture-text">${escapedText(plainText(text))}</desc>`;
    });

const escapedText = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
