import { LitElement, css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { get } from '../api/client';
import type { Funnel } from '../api/types';
import { count, percent } from '../i18n/format';
import { Localized, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { Loader } from '../ui/loader';
import { states, stateStyles } from '../ui/states';
import '../ui/panel';

/** How far sessions come on their way to an order. */
@customElement('px-funnel')
export class FunnelPanel extends LitElement {
  static styles = [
    base,
    stateStyles,
    css`
      li {
        padding: 0.4rem 0;
      }
      .row {
        display: flex;
        justify-content: space-between;
        gap: 0.8rem;
        align-items: baseline;
      }
      .name {
        font-weight: 600;
      }
      .facts {
        font-size: 0.84rem;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
      .track {
        height: 22px;
        border-radius: 7px;
        background: var(--sunken);
        overflow: hidden;
        margin-top: 0.25rem;
      }
      .bar {
        height: 100%;
        min-width: 3px;
        border-radius: 7px;
        background: linear-gradient(90deg, var(--accent), color-mix(in srgb, var(--accent) 65%, var(--bought)));
      }
    `,
  ];

  private readonly funnel = new Loader<Funnel>(this, (signal) => get('/v1/funnels', signal), 20);

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const f = t().funnel;
    return html`<px-panel heading=${f.heading} note=${f.note}>
      ${states(
        this.funnel,
        ({ steps }) => steps.every((step) => step.sessions === 0),
        () => f.empty,
        (funnel) => this.full(funnel),
      )}
    </px-panel>`;
  }

  private full({ steps }: Funnel) {
    const f = t().funnel;
    const most = Math.max(...steps.map((step) => step.sessions), 1);
    return html`<ol>
      ${steps.map((step, index) => {
        const before = index > 0 ? steps[index - 1].sessions : 0;
        return html`<li>
          <div class="row">
            <span class="name">${f.step[step.name] ?? step.name}</span>
            <span class="facts">
              ${count(step.sessions)}${before > 0 ? ` · ${f.ofPrevious(percent(step.sessions / before))}` : nothing}
            </span>
          </div>
          <div class="track" aria-hidden="true">
            <div class="bar" .style=${`width: ${(100 * step.sessions) / most}%`}></div>
          </div>
        </li>`;
      })}
    </ol>`;
  }
}
