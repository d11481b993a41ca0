import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get } from '../api/client';
import type { Friction, FrictionRate, Page } from '../api/types';
import { count, decimal, percent } from '../i18n/format';
import { Localized, say, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { choiceStyles, choices } from '../ui/choices';
import { Loader } from '../ui/loader';
import { states, stateStyles } from '../ui/states';
import '../ui/panel';
import '../ui/reasons';

const SHOWN = 8;
const KINDS = ['', 'rage-click', 'dead-click', 'form-abandon', 'error', 'empty-search', 'slow-page'];
const DIRECTIONS: Record<string, string> = { rising: 'bad', falling: 'good' };

/** What stands in people's way on the pages, what costs most first. */
@customElement('px-frictions')
export class Frictions extends LitElement {
  static styles = [
    base,
    stateStyles,
    choiceStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .list > li {
        display: grid;
        grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
        gap: 0.4rem 1.6rem;
        padding: 0.75rem 0;
        border-bottom: 1px solid var(--line);
      }
      .list > li:last-child {
        border-bottom: none;
        padding-bottom: 0;
      }
      @container (max-width: 720px) {
        .list > li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      .row {
        display: flex;
        gap: 0.5rem 0.7rem;
        align-items: baseline;
        flex-wrap: wrap;
      }
      .page {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .facts {
        font-size: 0.84rem;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
      .rank {
        font-size: 0.87rem;
      }
    `,
  ];

  @state() private kind = '';
  private readonly frictions = new Loader<Page<Friction>>(
    this,
    (signal) => get(`/v1/frictions?limit=${SHOWN}${this.kind ? `&kind=${this.kind}` : ''}`, signal),
    300,
  );

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const f = t().frictions;
    return html`<px-panel heading=${f.heading} note=${f.note}>
      ${choices(
        f.filter,
        KINDS,
        this.kind,
        (kind) => (kind ? f.kind[kind] : f.all),
        (kind) => this.choose(kind),
      )}
      ${states(
        this.frictions,
        ({ items }) => items.length === 0,
        () => (this.kind ? f.emptyFiltered : f.empty),
        ({ items }) =>
          html`<ul class="list">
            ${items.map((friction) => this.row(friction))}
          </ul>`,
      )}
    </px-panel>`;
  }

  private row(friction: Friction) {
    const f = t().frictions;
    const { rate, trend, impact } = friction;
    return html`<li>
      <div>
        <div class="row">
          <span class="pill accent">${f.kind[friction.kind] ?? friction.kind}</span>
          <code class="page">${friction.page}</code>
          ${trend ? html`<span class="pill ${DIRECTIONS[trend.direction] ?? ''}">${f.trend[trend.direction]}</span>` : nothing}
        </div>
        <p class="rank">${say(friction.ranked.text)}</p>
        <p class="facts">
          ${f.hit(friction.visits, friction.pageVisits)} · ${f.rate(percent(rate.value), between(rate))}
        </p>
        ${impact
          ? html`<p class="facts">
              ${f.orders(percent(impact.with.rate.value), percent(impact.without.rate.value))}
              ${f.difference(points(impact.difference.value), `${points(impact.difference.lower)} … ${points(impact.difference.upper)}`)}
            </p>`
          : nothing}
        ${trend ? html`<p class="facts">${f.before(percent(trend.rate.value), count(trend.customers))}</p>` : nothing}
      </div>
      <px-reasons .reasons=${friction.reasons} most="4"></px-reasons>
    </li>`;
  }

  private choose(kind: string): void {
    this.kind = kind;
    this.frictions.restart();
  }
}

function between({ lower, upper }: FrictionRate): string {
  return `${percent(lower)} … ${percent(upper)}`;
}

/** Percentage points, with their sign. */
function points(share: number): string {
  return `${share > 0 ? '+' : ''}${decimal(100 * share)}`.replace('-', '−');
}
