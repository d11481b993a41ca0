import type { Gap } from '../api/types';
import { tooltip, type ChartOption } from '../chart/chart';
import type { Palette } from '../chart/palette';
import { decimal, percent } from '../i18n/format';
import { say, t } from '../i18n/i18n';

const SEARCH = 'search:';

/** Below this width labels get less room. */
const NARROW = 520;

/** Height of one row; fewer rows get more room. */
export function rowHeight(rows: number): number {
  return rows > 5 ? 46 : 64;
}

/** A need in words: a category, or what was searched for without one. */
export function need(category: string): string {
  return category.startsWith(SEARCH) ? t().gaps.search(category.slice(SEARCH.length)) : category;
}

/** The width of a gap in percentage points: the distance between the shares that are shown. */
export function points(gap: Gap): string {
  return t().gaps.points(signed(gap.estimate));
}

/** What the width is at least, once chance is ruled out. */
export function atLeast(gap: Gap): string {
  return t().gaps.points(signed(gap.gap));
}

function signed(share: number): string {
  return `${share > 0 ? '+' : ''}${decimal(100 * share, 1)}`.replace('-', '−');
}

interface CustomApi {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
}

/**
 * A dumbbell per gap: what customers look at on one end, what they are offered and buy on the other,
 * and the distance between as a bar. The chosen one stands on a band.
 */
export function gapChart(gaps: Gap[], chosen: number): (colours: Palette, width: number) => ChartOption {
  return (colours, width) => {
    const narrow = width < NARROW;
    const labels = narrow ? 134 : 190;
    return {
      grid: { left: labels, right: narrow ? 48 : 112, top: 4, bottom: 26 },
      tooltip: {
        ...tooltip(colours),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => description(gaps[dataIndex]),
      },
      xAxis: {
        type: 'value',
        min: 0,
        splitNumber: narrow ? 3 : 5,
        axisLabel: { color: colours.muted, formatter: (share: number) => percent(share, 0) },
        splitLine: { lineStyle: { color: colours.line } },
      },
      yAxis: {
        type: 'category',
        z: 10, // above the band of the chosen one
        inverse: true,
        data: gaps.map((_, index) => index),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: {
          interval: 0,
          margin: 12,
          formatter: (_: string, index: number) => `{need|${need(gaps[index].category)}}\n{who|${say(gaps[index].segmentName)}}`,
          width: labels - 18,
          overflow: 'truncate',
          rich: {
            need: { color: colours.ink, fontWeight: 600, fontSize: narrow ? 12 : 13, lineHeight: 18, align: 'right' },
            who: { color: colours.muted, fontSize: 11, lineHeight: 15, align: 'right' },
          },
        },
      },
      series: [
        {
          type: 'custom',
          data: gaps.map((gap, index) => [index, gap.attentionShare, gap.offerShare, gap.boughtShare ?? -1]),
          encode: { x: [1, 2], y: 0 },
          renderItem: (_: unknown, api: CustomApi) => dumbbell(api, gaps[api.value(0)], api.value(0) === chosen, gaps.length, width, colours),
        },
      ],
    };
  };
}

function dumbbell(api: CustomApi, gap: Gap, chosen: boolean, rows: number, width: number, colours: Palette) {
  const row = api.value(0);
  const height = rowHeight(rows);
  const at = (share: number) => api.coord([share, row]);
  const [attention, y] = at(api.value(1));
  const served = at(Math.max(api.value(2), api.value(3)))[0];
  const dot = (x: number, r: number, fill: string) => ({
    type: 'circle',
    shape: { cx: x, cy: y, r },
    style: { fill, stroke: colours.surface, lineWidth: 2 },
  });
  return {
    type: 'group',
    children: [
      {
        type: 'rect',
        shape: { x: 0, y: y - height / 2 + 2, width, height: height - 4, r: 8 },
        style: { fill: colours.sunken, opacity: chosen ? 1 : 0 },
        z2: -1,
      },
      {
        type: 'rect',
        shape: { x: Math.min(served, attention), y: y - 4, width: Math.abs(attention - served), height: 8, r: 4 },
        style: { fill: colours.need, opacity: 0.28 },
      },
      ...(api.value(3) >= 0 ? [dot(at(api.value(3))[0], 6, colours.bought)] : []),
      dot(at(api.value(2))[0], 6, colours.offer),
      dot(attention, 8, colours.need),
      {
        type: 'text',
        style: {
          x: attention + 14,
          y,
          text: width < NARROW ? signed(gap.estimate) : points(gap),
          fill: colours.need,
          font: `650 12px ${colours.font}`,
          textVerticalAlign: 'middle',
        },
      },
    ],
  };
}

function description(gap: Gap): string {
  const g = t().gaps;
  return [
    `${need(gap.category)} · ${say(gap.segmentName)}`,
    `${g.attention} ${percent(gap.attentionShare)}`,
    `${g.offered} ${percent(gap.offerShare)}`,
    `${g.bought} ${percent(gap.boughtShare)}`,
    `${g.gap} ${points(gap)}`,
    g.sure(atLeast(gap)),
  ].join('\n');
}
