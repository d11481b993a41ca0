import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Recommendation, RecommendedItem } from '../api/types';
import { money } from '../i18n/format';
import { Localized, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { stateStyles } from '../ui/states';
import '../ui/job-button';
import '../ui/reasons';

/** What to offer a customer, best first, each with why. */
@customElement('px-recommendations')
export class Recommendations extends LitElement {
  static styles = [
    base,
    stateStyles,
    css`
      .title {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        margin-bottom: 0.2rem;
      }
      h3 {
        font-size: 0.98rem;
        margin: 0;
      }
      .items > li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.1rem 1rem;
        padding: 0.65rem 0;
        border-bottom: 1px solid var(--line);
      }
      .items > li:last-child {
        border-bottom: none;
        padding-bottom: 0;
      }
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .facts {
        font-size: 0.84rem;
        color: var(--muted);
      }
      .price {
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }
      px-reasons {
        grid-column: 1 / -1;
      }
    `,
  ];

  @property({ attribute: false }) answer!: Recommendation;

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const c = t().customer;
    const { items, personalized, modelVersion, reasons } = this.answer;
    return html`<div class="title">
        <h3>${c.recommendations}</h3>
        <span class="pill ${personalized ? 'accent' : ''}">${personalized ? c.personal : c.general}</span>
        ${modelVersion ? html`<span class="facts">${t().model(modelVersion)}</span>` : nothing}
      </div>
      <px-reasons .reasons=${reasons ?? []} most="2"></px-reasons>
      ${items.length === 0
        ? html`<div class="state">
            <span>${c.nothing}</span>
            <px-job-button
              path="/v1/models/train"
              label=${c.train}
              main
              @finished=${() => this.dispatchEvent(new CustomEvent('trained'))}
            ></px-job-button>
          </div>`
        : html`<ol class="items">
            ${items.map((item) => this.item(item))}
          </ol>`}`;
  }

  private item(item: RecommendedItem) {
    const kind = t().strategy[item.strategy] ?? item.strategy;
    return html`<li>
      <div>
        <div class="name">${item.name ?? item.itemId}</div>
        <div class="facts">${item.category ? `${item.category} · ` : ''}${kind}</div>
      </div>
      <span class="price">${money(item.price, item.currency)}</span>
      <px-reasons .reasons=${item.reasons} most="2"></px-reasons>
    </li>`;
  }
}
