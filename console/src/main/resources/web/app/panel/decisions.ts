import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { get } from '../api/client';
import type { Decision, Page } from '../api/types';
import { dateTime, moment, money, percent } from '../i18n/format';
import { Localized, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { choiceStyles, choices } from '../ui/choices';
import { Loader } from '../ui/loader';
import { states, stateStyles } from '../ui/states';
import '../ui/panel';
import '../ui/reasons';

const SHOWN = 8;
const OUTCOMES = ['decline', 'review', 'approve', ''];
const COLOURS: Record<string, string> = { approve: 'good', review: 'warn', decline: 'bad' };

/** What was decided about payments lately, and why. */
@customElement('px-decisions')
export class Decisions extends LitElement {
  static styles = [
    base,
    stateStyles,
    choiceStyles,
    css`
      .list > li {
        padding: 0.65rem 0;
        border-bottom: 1px solid var(--line);
      }
      .list > li:last-child {
        border-bottom: none;
        padding-bottom: 0;
      }
      .row {
        display: flex;
        gap: 0.7rem;
        align-items: baseline;
        flex-wrap: wrap;
      }
      .amount {
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      .facts {
        font-size: 0.82rem;
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
      .time {
        margin-left: auto;
      }
      .transaction {
        overflow-wrap: anywhere;
      }
      .rules {
        display: flex;
        gap: 0.4rem;
        flex-wrap: wrap;
        margin: 0.2rem 0;
      }
    `,
  ];

  /** First what was stopped: it is rare, and what somebody may have to answer for. */
  @state() private outcome = 'decline';
  private chosen = false;
  private readonly decisions = new Loader<Page<Decision>>(this, (signal) => this.load(signal), 5);

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const d = t().decisions;
    return html`<px-panel heading=${d.heading} note=${d.note}>
      ${choices(
        d.filter,
        OUTCOMES,
        this.outcome,
        (outcome) => (outcome ? d.outcome[outcome] : d.all),
        (outcome) => this.choose(outcome),
      )}
      ${states(
        this.decisions,
        ({ items }) => items.length === 0,
        () => (this.outcome ? d.emptyFiltered : d.empty),
        ({ items }) =>
          html`<ul class="list">
            ${items.map((decision) => this.row(decision))}
          </ul>`,
      )}
    </px-panel>`;
  }

  private row(decision: Decision) {
    const d = t().decisions;
    return html`<li>
      <div class="row">
        <span class="pill ${COLOURS[decision.outcome] ?? ''}">${d.outcome[decision.outcome] ?? decision.outcome}</span>
        <span class="amount">${money(decision.amount, decision.currency)}</span>
        <span class="facts">${d.probability} ${percent(decision.probability)}</span>
        <time class="facts time" datetime=${decision.decidedAt} title=${dateTime(decision.decidedAt)}>
          ${moment(decision.decidedAt)}
        </time>
      </div>
      <div class="facts transaction">${d.transaction} <code>${decision.transactionId}</code>${
        decision.modelVersion ? ` · ${t().model(decision.modelVersion)}` : nothing
      }</div>
      ${decision.rules.length || decision.fallback
        ? html`<div class="rules">
            ${decision.rules.map((rule) => html`<span class="pill warn">${d.rule(rule)}</span>`)}
            ${decision.fallback ? html`<span class="pill warn">${d.fallback}</span>` : nothing}
          </div>`
        : nothing}
      <px-reasons .reasons=${decision.reasons} most="3"></px-reasons>
    </li>`;
  }

  private choose(outcome: string): void {
    this.chosen = true;
    this.outcome = outcome;
    this.decisions.restart();
  }

  /** Until somebody chooses: what was declined, or all as long as nothing was. */
  private async load(signal: AbortSignal): Promise<Page<Decision>> {
    if (this.chosen) {
      return this.latest(this.outcome, signal);
    }
    const declined = await this.latest('decline', signal);
    const outcome = declined.items.length > 0 ? 'decline' : '';
    const page = outcome ? declined : await this.latest(outcome, signal);
    if (!this.chosen) {
      this.outcome = outcome;
    }
    return page;
  }

  private latest(outcome: string, signal: AbortSignal): Promise<Page<Decision>> {
    return get(`/v1/decisions?limit=${SHOWN}${outcome ? `&outcome=${outcome}` : ''}`, signal);
  }
}
