import { LitElement, css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { get, notSegmented } from '../api/client';
import type { SegmentList } from '../api/types';
import { tooltip, type ChartOption } from '../chart/chart';
import { darkness, palette, type Palette } from '../chart/palette';
import { percent, short } from '../i18n/format';
import { Localized, say, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { Loader } from '../ui/loader';
import { states, stateStyles } from '../ui/states';
import '../chart/chart';
import '../ui/job-button';
import '../ui/panel';

const DISTINCTIONS = 3;

/** Who the customers are: each segment with its size and what sets it apart. */
@customElement('px-segments')
export class Segments extends LitElement {
  static styles = [
    base,
    stateStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .sides {
        display: grid;
        grid-template-columns: 180px minmax(0, 1fr);
        gap: 0.5rem 1.4rem;
        align-items: center;
      }
      @container (max-width: 520px) {
        .sides {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      li {
        display: grid;
        grid-template-columns: 0.8rem minmax(0, 1fr) auto;
        column-gap: 0.6rem;
        align-items: baseline;
        padding: 0.5rem 0;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border-bottom: none;
      }
      .model {
        grid-column: 1 / -1;
        font-size: 0.84rem;
      }
      .dot {
        width: 0.7rem;
        height: 0.7rem;
        border-radius: 3px;
      }
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .size {
        font-size: 0.84rem;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
      .apart span {
        display: block;
      }
      .apart {
        grid-column: 2 / -1;
        font-size: 0.84rem;
        color: var(--muted);
      }
    `,
  ];

  private readonly segments = new Loader<SegmentList>(this, current, 30);
  private readonly recoloured = () => this.requestUpdate();

  constructor() {
    super();
    new Localized(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    darkness.addEventListener('change', this.recoloured);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    darkness.removeEventListener('change', this.recoloured);
  }

  render() {
    const trained = (this.segments.data?.items.length ?? 0) > 0;
    return html`<px-panel heading=${t().segments.heading} note=${t().segments.note}>
      ${trained ? html`<div slot="actions">${this.train(false)}</div>` : ''}
      ${states(
        this.segments,
        ({ items }) => items.length === 0,
        () => html`<span>${t().segments.empty}</span>${this.train(true)}`,
        (list) => this.full(list),
      )}
    </px-panel>`;
  }

  private train(first: boolean) {
    return html`<px-job-button
      path="/v1/segmentations"
      .body=${{ algorithm: 'kmeans', k: 'auto' }}
      label=${first ? t().segments.train : t().segments.retrain}
      ?main=${first}
      @finished=${() => this.segments.reload()}
    ></px-job-button>`;
  }

  private full({ items, modelId }: SegmentList) {
    const { series } = palette();
    return html`<div class="sides">
      <px-chart .build=${donut(items)} .label=${t().segments.chart} height="190"></px-chart>
      <ul>
        ${items.map(
          (segment, index) =>
            html`<li>
              <span class="dot" .style=${`background: ${series[index % series.length]}`}></span>
              <span class="name">${say(segment.name)}</span>
              <span class="size">${t().segments.members(segment.size, segment.share)}</span>
              <span class="apart">
                ${segment.distinguishing.slice(0, DISTINCTIONS).map((d) => html`<span>${say(d.text)}</span>`)}
              </span>
            </li>`,
        )}
      </ul>
      ${modelId ? html`<p class="muted model">${t().model(modelId)}</p>` : nothing}
    </div>`;
  }
}

/** Before the first training there is no current segmentation: that is empty, not wrong. */
async function current(signal: AbortSignal): Promise<SegmentList> {
  try {
    return await get('/v1/segmentations/current/segments', signal);
  } catch (failure) {
    if (notSegmented(failure)) {
      return { modelId: null, items: [] };
    }
    throw failure;
  }
}

function donut(items: SegmentList['items']): (colours: Palette) => ChartOption {
  return (colours) => ({
    tooltip: {
      ...tooltip(colours),
      formatter: ({ dataIndex }: { dataIndex: number }) =>
        `${say(items[dataIndex].name)}\n${percent(items[dataIndex].share)}`,
    },
    series: [
      {
        type: 'pie',
        radius: ['62%', '92%'],
        padAngle: 2,
        itemStyle: { borderRadius: 5 },
        label: {
          position: 'center',
          formatter: `{n|${short(items.reduce((sum, s) => sum + s.size, 0))}}\n{w|${t().segments.total}}`,
          rich: {
            n: { fontSize: 24, fontWeight: 700, color: colours.ink, lineHeight: 30 },
            w: { fontSize: 12, color: colours.muted },
          },
        },
        emphasis: { scaleSize: 3 },
        data: items.map((segment, index) => ({
          name: say(segment.name),
          value: segment.size,
          itemStyle: { color: colours.series[index % colours.series.length] },
        })),
      },
    ],
  });
}
