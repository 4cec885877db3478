import { BarChart, HeatmapChart, TreemapChart } from 'echarts/charts';
import { GridComponent, VisualMapComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { excerpt } from '../../lambda/core/model/text.ts';
import type { AccountFigures, HeatMap, PlaceFigure, ReasonFigure, VerdictFigures } from './figures.ts';
import { type KeyFigure, nameOfKey } from './key-figures.ts';
import { withoutStyles } from './svg.ts';
import { VERDICTS } from './verdict-words.ts';
import { grouped } from './words.ts';

use([BarChart, HeatmapChart, TreemapChart, GridComponent, VisualMapComponent, SVGRenderer]);

// Colours are variables of the page's style, which has two sets of them: the pictures follow the reader's light or dark, too.
const INK = 'var(--ink)';
const SOFT_INK = 'var(--soft-ink)';
const SURFACE = 'var(--surface)';
const FONT_SIZE = 13;
const STILL = { animation: false, silent: true } as const;

/**
 * The library keeps the widths of texts in a plain object, by text: one that is called `__proto__` would change every object of this
 * process. Quotes make it another text.
 */
const harmless = (text: string): string => (text in {} ? `"${text}"` : text);

/** An SVG without a browser. A chart that is not disposed of keeps Node.js from ending. */
const drawn = (width: number, height: number, option: EChartsCoreOption): string => {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...STILL, textStyle: { fontFamily: 'inherit', fontSize: FONT_SIZE }, ...option });
    return withoutStyles(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
};

/** One bar of all flows, cut by verdict; `width` in pixels, as everywhere below. */
export const verdictsChart = (figures: VerdictFigures, width: number): string => {
  const parts = [
    [figures.compliant, 'var(--good)'],
    [figures.nonCompliant, 'var(--bad)'],
    [figures.notApplicable, 'var(--neutral)'],
    [figures.unjudged, 'var(--warn)'],
  ] as const;
  const all = parts.reduce((sum, [count]) => sum + count, 0);
  return drawn(width, 20, {
    grid: { left: 0, right: 0, top: 0, bottom: 0, containLabel: false },
    xAxis: { type: 'value', show: false, max: Math.max(1, all) },
    yAxis: { type: 'category', show: false, data: [''] },
    series: parts
      .filter(([count]) => count > 0)
      .map(([count, color]) => ({
        type: 'bar',
        stack: 'all',
        data: [count],
        barWidth: 20,
        // What is few among very many must still be seen.
        barMinHeight: 4,
        itemStyle: { color, borderColor: SURFACE, borderWidth: 1.5, borderRadius: 3 },
        emphasis: { disabled: true },
      })),
  });
};

/**
 * The page writes each reason and its number beside the bar, or above it where it is narrow: its style has rows of the same heights, in
 * pixels, and stretches the bars to the room that is left.
 */
const ROW = { wide: 48, narrow: 64 } as const;

/** A bar a reason, in the given order from above. */
export const reasonsChart = (reasons: readonly ReasonFigure[], shape: keyof typeof ROW): string => {
  const narrow = shape === 'narrow';
  const chart = drawn(600, reasons.length * ROW[shape], {
    grid: { left: 0, right: 0, top: 0, bottom: 0, containLabel: false },
    xAxis: { type: 'value', show: false, max: 'dataMax' },
    yAxis: { type: 'category', inverse: true, show: false, data: reasons.map(({ code }) => code) },
    series: [
      {
        type: 'bar',
        barWidth: narrow ? 10 : 16,
        barMinHeight: 3,
        data: reasons.map(({ flows, severity }) => ({
          value: flows,
          itemStyle: { color: `var(--${severity.toLowerCase()})`, borderRadius: 3 },
        })),
        emphasis: { disabled: true },
      },
    ],
  });
  return chart.replace('<svg ', '<svg preserveAspectRatio="none" ');
};

const CELL_HEIGHT = 40;
const HEADER = 28;
/** More rows than this are no picture; the page says how many are left out. */
export const HEAT_MAP_ACCOUNTS = 40;

/** A cell's share of flows that are not compliant, in five steps; what no flow was judged in has none. */
const heatColor = ({ status, judged, nonCompliant }: PlaceFigure): string => {
  if (status === 'unreadable') return 'var(--warn-soft)';
  if (status !== 'read' || judged === 0) return 'var(--empty)';
  const step = nonCompliant === 0 ? 0 : Math.min(4, Math.ceil((nonCompliant / judged) * 4));
  return `var(--heat-${step})`;
};

const heatText = ({ status, judged, nonCompliant }: PlaceFigure): string => {
  switch (status) {
    case 'unreadable':
      return judged === 0 ? 'unread' : `unread, ${nonCompliant} of ${judged}`;
    case 'skipped':
      return 'skipped';
    case 'not-enabled':
      return 'not enabled';
    case 'read':
      return judged === 0 ? 'no flow' : `${nonCompliant} of ${judged}`;
    default:
      return '';
  }
};

const accountLabel = ({ account, name }: AccountFigures): string =>
  name === undefined ? harmless(account) : `${harmless(excerpt(name, 20))}\n${harmless(account)}`;

const ACCOUNT_WIDTH = 170;
const PAGE_WIDTH = 1080;

/** How wide the heat map of so many Regions is: as the page, unless cells would be wider or narrower than is good for a text. */
const heatMapWidth = (regions: number): number => {
  const cell = Math.floor((PAGE_WIDTH - ACCOUNT_WIDTH) / regions);
  return ACCOUNT_WIDTH + regions * Math.max(96, Math.min(150, cell));
};

/** Accounts down, Regions across; each cell says "2 of 12" not compliant, or why it says nothing. */
export const heatMapChart = ({ regions, accounts }: HeatMap): string => {
  const shown = accounts.slice(0, HEAT_MAP_ACCOUNTS);
  const cells = shown.flatMap(({ places }, row) =>
    places.map((place, column) => ({
      value: [column, row, 0],
      isFramed: place.status === 'unreadable',
      itemStyle: {
        color: heatColor(place),
        borderColor: place.status === 'unreadable' ? 'var(--warn)' : SURFACE,
        borderWidth: place.status === 'unreadable' ? 1.5 : 3,
        borderType: place.status === 'unreadable' ? 'dashed' : 'solid',
        borderRadius: 4,
      },
      label: { formatter: () => heatText(place), color: place.judged > 0 ? INK : SOFT_INK },
    })),
  );
  // A frame is drawn over by the cells that come later.
  const inOrder = cells.toSorted((a, b) => Number(a.isFramed) - Number(b.isFramed));
  const axis = { type: 'category', axisLine: { show: false }, axisTick: { show: false }, splitArea: { show: false } };
  return drawn(heatMapWidth(regions.length), HEADER + shown.length * CELL_HEIGHT, {
    grid: { left: 150, right: 20, top: HEADER, bottom: 0, containLabel: false },
    xAxis: {
      ...axis,
      position: 'top',
      data: regions.map(harmless),
      axisLabel: { color: SOFT_INK, fontSize: 12, interval: 0, margin: 8 },
    },
    yAxis: {
      ...axis,
      inverse: true,
      data: shown.map(accountLabel),
      axisLabel: { color: INK, fontSize: 12, interval: 0, lineHeight: 15, margin: 10 },
    },
    // Demanded by the library, though each cell has its colour already: numbers cannot say which was not read.
    visualMap: { show: false, min: 0, max: 1, inRange: { opacity: 1 } },
    series: [
      {
        type: 'heatmap',
        data: inOrder,
        label: { show: true, fontSize: 12 },
        emphasis: { disabled: true },
      },
    ],
  });
};

/** Beyond these, boxes are too small to be read. */
const [KEYS_SHOWN, FLOWS_SHOWN] = [24, 60];
/** Square pixels that a box needs for a name. */
const NAMED_BOX = 2_500;

const cellFill = { COMPLIANT: 'var(--good-soft)', NON_COMPLIANT: 'var(--bad-soft)', NOT_APPLICABLE: 'var(--empty)' };

/** A box a key, as large as what hangs on it, and in it a box a flow in the colour of its verdict; those with most flows. */
export const keysChart = (keys: readonly KeyFigure[], width: number, height: number): string => {
  const shown = keys.filter(({ flows }) => flows.length > 0).slice(0, KEYS_SHOWN);
  const boxes = shown.reduce((sum, { flows }) => sum + Math.min(FLOWS_SHOWN, flows.length), 0);
  // Where boxes have no room for a name, the sign of the verdict alone says more than the beginnings of names.
  const fits = (width * height) / boxes > NAMED_BOX;
  return drawn(width, height, {
    series: [
      {
        type: 'treemap',
        left: 0,
        right: 0,
        top: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        squareRatio: 1.4,
        itemStyle: { borderColor: SURFACE, borderWidth: 0, gapWidth: 8 },
        label: { color: INK, fontSize: 12, position: 'insideTopLeft', padding: [2, 2], overflow: 'truncate' },
        upperLabel: {
          show: true,
          height: 24,
          color: INK,
          fontSize: 12,
          fontWeight: 600,
          padding: [0, 0, 0, 2],
          overflow: 'truncate',
        },
        emphasis: { disabled: true },
        levels: [
          {
            itemStyle: { color: SURFACE, borderColor: SURFACE, borderWidth: 0, gapWidth: 10 },
            upperLabel: { show: false },
          },
          { itemStyle: { color: SURFACE, borderColor: SURFACE, borderWidth: 0, gapWidth: 2 } },
          { itemStyle: { borderRadius: 3 } },
        ],
        data: shown.map((figure) => boxOf(figure, fits)),
      },
    ],
  });
};

const boxOf = ({ key, flows }: KeyFigure, fits: boolean) => {
  const shown = flows.length > FLOWS_SHOWN ? flows.slice(0, FLOWS_SHOWN - 1) : flows;
  const rest = flows.length - shown.length;
  const state = key.state === 'Enabled' ? '' : `, ${key.state}`;
  return {
    // What is too long is measured letter by letter, so its beginning must be harmless, too.
    name: `Key ${excerpt(nameOfKey(key), 40)}${state} · ${grouped(flows.length)}`,
    itemStyle: { color: SURFACE },
    children: [
      ...shown.map(({ flow, verdict }) => ({
        name: fits ? `${VERDICTS[verdict].sign} ${excerpt(flow, 40)}` : VERDICTS[verdict].sign,
        value: 1,
        itemStyle: { color: cellFill[verdict] },
      })),
      ...(rest > 0 ? [{ name: `and ${rest} more`, value: rest, itemStyle: { color: 'var(--empty)' } }] : []),
    ],
  };
};
