import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get } from '../api/client';
import type { Gap, GapList } from '../api/types';
import { dateTime, percent } from '../i18n/format';
import { Localized, say, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { Loader } from '../ui/loader';
import { states, stateStyles } from '../ui/states';
import '../chart/chart';
import '../ui/panel';
import './gap-detail';
import { atLeast, gapChart, need, points, rowHeight } from './gap-chart';

const SHOWN = 8;

/** Where what customers want and what they get are furthest apart. */
@customElement('px-gaps')
export class Gaps extends LitElement {
  static styles = [
    base,
    stateStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .sides {
        display: grid;
        grid-template-columns: minmax(0, 1.75fr) minmax(17rem, 1fr);
        gap: 1.5rem;
      }
      @container (max-width: 820px) {
        .sides {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 1.1rem;
        font-size: 0.84rem;
        margin-bottom: 0.5rem;
      }
      .legend li::before {
        content: '';
        display: inline-block;
        width: 0.65rem;
        height: 0.65rem;
        border-radius: 50%;
        margin-right: 0.4rem;
        background: var(--dot);
      }
      .attention {
        --dot: var(--need);
      }
      .offered {
        --dot: var(--offer);
      }
      .bought {
        --dot: var(--bought);
      }
      px-chart {
        cursor: pointer;
      }
      details {
        margin-top: 0.9rem;
        font-size: 0.87rem;
      }
      summary {
        cursor: pointer;
        font-weight: 550;
        width: fit-content;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        width: 100%;
        margin-top: 0.5rem;
      }
      th,
      td {
        text-align: right;
        padding: 0.35rem 0.6rem;
        border-bottom: 1px solid var(--line);
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      th {
        color: var(--muted);
        font-weight: 550;
      }
      th:first-child,
      td:first-child,
      th:nth-child(2),
      td:nth-child(2) {
        text-align: left;
      }
      td button {
        border: none;
        background: none;
        padding: 0;
        color: var(--accent);
        text-align: left;
      }
    `,
  ];

  @state() private chosen = 0;
  private readonly gaps = new Loader<GapList>(this, (signal) => get(`/v1/gaps?limit=${SHOWN}`, signal), 20);

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    return html`<px-panel heading=${t().gaps.heading} note=${t().gaps.note}>
      ${states(
        this.gaps,
        ({ items }) => items.length === 0,
        () => t().gaps.empty,
        (list) => this.full(list),
      )}
    </px-panel>`;
  }

  private full({ items, computedAt }: GapList) {
    const g = t().gaps;
    const open = items.filter((gap) => gap.gap > 0);
    const chosen = Math.min(this.chosen, items.length - 1);
    const chart = html`<div class="sides">
        <div>
          <ul class="legend">
            <li class="attention">${g.attention}</li>
            <li class="offered">${g.offered}</li>
            <li class="bought">${g.bought}</li>
          </ul>
          <px-chart
            .build=${gapChart(open, chosen)}
            .label=${g.chart}
            .height=${open.length * rowHeight(open.length) + 30}
            @choose=${(event: CustomEvent<number>) => (this.chosen = event.detail)}
          ></px-chart>
        </div>
        <px-gap-detail .gap=${items[chosen]}></px-gap-detail>
      </div>`;
    return html`${open.length === 0 ? html`<p class="state">${g.closed}</p>` : chart}
      <details>
        <summary>${g.numbers}</summary>
        <div class="scroll">${this.table(items)}</div>
        <p class="muted">${g.computed(dateTime(computedAt))}</p>
      </details>`;
  }

  private table(items: Gap[]) {
    const g = t().gaps;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${g.category}</th>
          <th scope="col">${g.segment}</th>
          <th scope="col">${g.attention}</th>
          <th scope="col">${g.offered}</th>
          <th scope="col">${g.bought}</th>
          <th scope="col">${g.gap}</th>
          <th scope="col">${g.least}</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          (gap, index) =>
            html`<tr>
              <td>
                <button
                  aria-label=${g.choose(need(gap.category), say(gap.segmentName))}
                  @click=${() => (this.chosen = index)}
                >
                  ${need(gap.category)}
                </button>
              </td>
              <td>${say(gap.segmentName)}</td>
              <td>${percent(gap.attentionShare)}</td>
              <td>${percent(gap.offerShare)}</td>
              <td>${percent(gap.boughtShare)}</td>
              <td>${points(gap)}</td>
              <td>${atLeast(gap)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
