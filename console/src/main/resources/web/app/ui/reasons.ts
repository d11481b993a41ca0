import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Reason } from '../api/types';
import { Localized, say, t } from '../i18n/i18n';
import { base } from './base';

/**
 * Reasons in the order the service gives them, with how much each weighs. Those that speak against are
 * drawn in the other colour; a weight of zero is a rule, which decides by itself, and gets a full bar.
 */
@customElement('px-reasons')
export class Reasons extends LitElement {
  static styles = [
    base,
    css`
      li {
        display: grid;
        grid-template-columns: 2.6rem 1fr;
        gap: 0.6rem;
        align-items: baseline;
        font-size: 0.87rem;
        padding: 0.16rem 0;
      }
      .track {
        height: 6px;
        border-radius: 3px;
        background: var(--sunken);
        overflow: hidden;
        align-self: center;
      }
      .weight {
        height: 100%;
        border-radius: 3px;
        background: var(--accent);
      }
      .against {
        background: var(--muted);
        opacity: 0.6;
      }
      .rule {
        background: var(--warn);
      }
    `,
  ];

  @property({ attribute: false }) reasons: Reason[] = [];
  /** How many to show. */
  @property({ type: Number }) most = 4;

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const shown = this.reasons.slice(0, this.most);
    if (shown.length === 0) {
      return nothing;
    }
    const most = Math.max(...shown.map((r) => Math.abs(r.weight)), Number.MIN_VALUE);
    return html`<ul aria-label=${t().why}>
      ${shown.map(
        (reason) =>
          html`<li>
            <div class="track" aria-hidden="true">
              <div
                class="weight ${reason.weight < 0 ? 'against' : reason.weight === 0 ? 'rule' : ''}"
                .style=${`width: ${reason.weight === 0 ? 100 : Math.max(6, (100 * Math.abs(reason.weight)) / most)}%`}
              ></div>
            </div>
            <span>${say(reason.text)}</span>
          </li>`,
      )}
    </ul>`;
  }
}
