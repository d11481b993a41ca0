import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Gap } from '../api/types';
import { count, percent } from '../i18n/format';
import { Localized, say, t } from '../i18n/i18n';
import { base } from '../ui/base';
import '../ui/reasons';
import { atLeast, need, points } from './gap-chart';

/** One gap: its three shares, the numbers behind each, and the reasons. */
@customElement('px-gap-detail')
export class GapDetail extends LitElement {
  static styles = [
    base,
    css`
      article {
        background: var(--sunken);
        border-radius: 12px;
        padding: 1rem 1.1rem;
        height: 100%;
      }
      h3 {
        margin: 0;
        font-size: 1.12rem;
        line-height: 1.3;
        overflow-wrap: anywhere;
      }
      .width {
        font-size: 1.9rem;
        font-weight: 700;
        letter-spacing: -0.02em;
        color: var(--need);
        line-height: 1.3;
      }
      dl {
        margin: 0.7rem 0;
        display: grid;
        gap: 0.55rem;
      }
      dl > div {
        display: grid;
        grid-template-columns: 1fr auto;
        column-gap: 0.8rem;
        border-left: 3px solid var(--side);
        padding-left: 0.7rem;
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
      }
      .share {
        font-weight: 650;
      }
      .facts {
        grid-column: 1 / -1;
        font-size: 0.81rem;
        color: var(--muted);
      }
      .attention {
        --side: var(--need);
      }
      .offered {
        --side: var(--offer);
      }
      .bought {
        --side: var(--bought);
      }
      h4 {
        margin: 0.8rem 0 0.2rem;
        font-size: 0.87rem;
      }
    `,
  ];

  @property({ attribute: false }) gap!: Gap;

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const { gap } = this;
    const g = t().gaps;
    const { views, searches, searchesWithoutResult, wishes, complaints } = gap.attention;
    const acts = `${count(views)} · ${count(searches)} (${count(searchesWithoutResult)}) · ${count(wishes)} · ${count(complaints)}`;
    const { items, itemsTotal, shown, shownTotal } = gap.offer;
    return html`<article aria-live="polite">
      <h3>${need(gap.category)}</h3>
      <p class="muted">${say(gap.segmentName)} · ${g.customers(gap.customers)}</p>
      <p class="width">${points(gap)}</p>
      <p class="muted">${g.sure(atLeast(gap))}</p>
      <dl>
        ${this.side('attention', g.attention, gap.attentionShare, html`${g.acts}<br />${acts}`)}
        ${this.side('offered', g.offered, gap.offerShare, g.offerFacts(items, itemsTotal, shown, shownTotal))}
        ${this.side('bought', g.bought, gap.boughtShare, g.boughtFacts(gap.bought.lines, gap.bought.linesTotal))}
      </dl>
      <h4>${g.behind}</h4>
      <px-reasons .reasons=${gap.reasons} most="6"></px-reasons>
    </article>`;
  }

  private side(kind: string, name: string, share: number | null, facts: unknown) {
    return html`<div class=${kind}>
      <dt>${name}</dt>
      <dd class="share">${percent(share)}</dd>
      <dd class="facts">${facts}</dd>
    </div>`;
  }
}
