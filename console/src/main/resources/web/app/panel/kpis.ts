import { LitElement, css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { get } from '../api/client';
import type { Overview } from '../api/types';
import { count, decimal, percent, short, signed } from '../i18n/format';
import { Localized, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { Loader } from '../ui/loader';
import { failed, stateStyles } from '../ui/states';

/** The figures of the whole, one tile each. */
@customElement('px-kpis')
export class Kpis extends LitElement {
  static styles = [
    base,
    stateStyles,
    css`
      :host {
        container-type: inline-size;
      }
      section {
        height: 100%;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(3, 1fr);
        gap: 1px;
        margin: 0;
        height: 100%;
        background: var(--line);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        overflow: hidden;
        box-shadow: var(--shadow);
      }
      .tile {
        background: var(--surface);
        padding: 0.95rem 1.1rem;
        display: flex;
        flex-direction: column;
      }
      dt {
        font-size: 0.84rem;
        color: var(--muted);
      }
      dd {
        margin: 0;
        font-size: 1.65rem;
        font-weight: 680;
        letter-spacing: -0.02em;
        line-height: 1.25;
        font-variant-numeric: tabular-nums;
      }
      dd.hint {
        font-size: 0.78rem;
        font-weight: 400;
        letter-spacing: 0;
        color: var(--muted);
      }
      .gaps dd:not(.hint) {
        color: var(--need);
      }
      @container (max-width: 460px) {
        dl {
          grid-template-columns: repeat(2, 1fr);
        }
        dd:not(.hint) {
          font-size: 1.4rem;
        }
      }
    `,
  ];

  private readonly overview = new Loader<Overview>(this, (signal) => get('/v1/overview', signal), 10);

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const { data, error } = this.overview;
    if (!data && error) {
      return failed(error, () => this.overview.reload());
    }
    const k = t().kpi;
    return html`<section aria-label=${k.heading} aria-busy=${!data}>
      <dl>
        ${this.tile(k.customers, data && short(data.customers), k.customersHint, data && count(data.customers))}
        ${this.tile(k.orders, data && short(data.orders), k.ordersHint, data && count(data.orders))}
        ${this.tile(k.conversion, data && percent(data.conversion), k.conversionHint)}
        ${this.tile(k.nps, data && signed(data.nps), k.npsHint)}
        ${this.tile(k.rating, data && decimal(data.meanRating, 2), k.ratingHint)}
        ${this.tile(k.gaps, data && count(data.openGaps), k.gapsHint, undefined, 'gaps')}
      </dl>
    </section>`;
  }

  private tile(name: string, value?: string, hint?: string, exact?: string, kind = '') {
    return html`<div class="tile ${kind}">
      <dt>${name}</dt>
      <dd title=${exact ?? nothing}>${value ?? html`<span class="muted" aria-label=${t().loading}>…</span>`}</dd>
      ${hint ? html`<dd class="hint">${hint}</dd>` : nothing}
    </div>`;
  }
}
