import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { get } from '../api/client';
import type { SuiteHealth } from '../api/types';
import { Localized, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { Loader } from '../ui/loader';

/** Whether every service is up; opened, which. */
@customElement('px-health')
export class Health extends LitElement {
  static styles = [
    base,
    css`
      details {
        position: relative;
        font-size: 0.86rem;
      }
      summary {
        list-style: none;
        cursor: pointer;
        display: flex;
        align-items: center;
        gap: 0.45rem;
        padding: 0.35rem 0.7rem;
        border-radius: 99px;
        border: 1px solid var(--line);
        background: var(--surface);
        white-space: nowrap;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      .dot {
        flex: none;
        width: 0.6rem;
        height: 0.6rem;
        border-radius: 50%;
        background: var(--muted);
      }
      .up {
        background: var(--good);
      }
      .starting {
        background: var(--warn);
      }
      .down {
        background: var(--bad);
      }
      ul {
        position: absolute;
        right: 0;
        top: calc(100% + 0.4rem);
        z-index: 10;
        min-width: 13rem;
        background: var(--surface);
        border: 1px solid var(--line);
        border-radius: 12px;
        box-shadow: var(--shadow);
        padding: 0.5rem 0.9rem;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        padding: 0.25rem 0;
      }
      li span:last-child {
        margin-left: auto;
      }
      @media (max-width: 640px) {
        summary .text {
          position: absolute;
          clip-path: inset(50%);
        }
        ul {
          right: auto;
          left: 0;
        }
      }
    `,
  ];

  private readonly health = new Loader<SuiteHealth>(this, (signal) => get('/v1/health', signal), 5);

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const h = t().health;
    const services = this.health.error ? [] : (this.health.data?.services ?? []);
    const up = services.filter((s) => s.status === 'up').length;
    const all = services.length > 0 && up === services.length;
    const text = services.length === 0 ? h.unknown : all ? h.all : h.some(up, services.length);
    return html`<details>
      <summary>
        <span class="dot ${services.length === 0 ? '' : all ? 'up' : 'down'}"></span>
        <span class="text" role="status">${text}</span>
      </summary>
      <ul aria-label=${h.label}>
        ${services.map(
          (s) =>
            html`<li>
              <span class="dot ${s.status}"></span><span>${t().service[s.service] ?? s.service}</span>
              <span class="muted">${h[s.status]}</span>
            </li>`,
        )}
      </ul>
    </details>`;
  }
}
