import { LitElement, css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { ApiError, get, problem } from '../api/client';
import type { CustomerSegment, Recommendation } from '../api/types';
import { dateTime } from '../i18n/format';
import { Localized, say, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { failed, loading, stateStyles } from '../ui/states';
import '../ui/panel';
import '../ui/reasons';
import './recommendations';

const OFFERS = 5;

/** One customer seen from both sides: who they are, and what to offer them. */
@customElement('px-customer')
export class Customer extends LitElement {
  static styles = [
    base,
    stateStyles,
    css`
      form {
        display: flex;
        gap: 0.5rem;
        margin-bottom: 1rem;
        flex-wrap: wrap;
      }
      input {
        flex: 1 1 12rem;
        min-width: 0;
        border: 1px solid var(--line);
        border-radius: 9px;
        background: var(--bg);
        padding: 0.45rem 0.8rem;
      }
      .missing {
        flex-basis: 100%;
        color: var(--bad);
        font-size: 0.86rem;
      }
      .who {
        background: var(--sunken);
        border-radius: 12px;
        padding: 0.9rem 1.1rem;
        margin-bottom: 1rem;
      }
      h3 {
        margin: 0 0 0.15rem;
        font-size: 1.05rem;
      }
      .facts {
        font-size: 0.82rem;
        color: var(--muted);
        overflow-wrap: anywhere;
        margin-bottom: 0.4rem;
      }
    `,
  ];

  @query('input') private input!: HTMLInputElement;
  @state() private asked = '';
  @state() private missing = false;
  @state() private who: CustomerSegment | undefined;
  @state() private nobody: string | undefined;
  @state() private offers: Recommendation | undefined;
  @state() private whoError: ApiError | undefined;
  @state() private offersError: ApiError | undefined;
  private running?: AbortController;

  constructor() {
    super();
    new Localized(this);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.running?.abort();
  }

  render() {
    const c = t().customer;
    return html`<px-panel heading=${c.heading} note=${c.note}>
      <form role="search" @submit=${this.submit}>
        <input
          name="userId"
          autocomplete="off"
          spellcheck="false"
          maxlength="256"
          aria-label=${c.label}
          aria-invalid=${this.missing}
          placeholder=${c.placeholder}
        />
        <button class="main">${c.submit}</button>
        ${this.missing ? html`<span class="missing" role="alert">${c.missing}</span>` : nothing}
      </form>
      <div aria-live="polite">
        ${this.asked ? html`${this.segment()}${this.recommendations()}` : html`<div class="state">${c.empty}</div>`}
      </div>
    </px-panel>`;
  }

  private segment() {
    const c = t().customer;
    if (this.whoError) {
      return html`<div class="who">${failed(this.whoError, () => this.ask())}</div>`;
    }
    if (this.nobody) {
      return html`<div class="who">${c.none[this.nobody]}</div>`;
    }
    if (!this.who) {
      return loading();
    }
    const { segment, since, cid, modelVersion, reasons } = this.who;
    return html`<div class="who">
      <h3>${segment ? say(segment.name) : c.noSegment}</h3>
      <p class="facts">${since ? `${c.since(dateTime(since))} · ` : ''}${c.pseudonym} <code>${cid}</code>${modelVersion ? ` · ${t().model(modelVersion)}` : ''}</p>
      <px-reasons .reasons=${reasons}></px-reasons>
    </div>`;
  }

  private recommendations() {
    if (this.offersError) {
      return failed(this.offersError, () => this.ask());
    }
    return this.offers
      ? html`<px-recommendations .answer=${this.offers} @trained=${() => this.ask()}></px-recommendations>`
      : loading();
  }

  private submit(event: Event): void {
    event.preventDefault();
    const userId = this.input.value.trim();
    this.missing = userId === '';
    if (!this.missing) {
      this.asked = userId;
      this.ask();
    }
  }

  private ask(): void {
    this.running?.abort();
    const { signal } = (this.running = new AbortController());
    const user = encodeURIComponent(this.asked);
    this.who = this.nobody = this.offers = this.whoError = this.offersError = undefined;
    get<CustomerSegment>(`/v1/customers/segment?userId=${user}`, signal)
      .then((who) => (this.who = who))
      .catch((failure: unknown) => {
        const answer = problem(failure) ?? '';
        if (answer in t().customer.none) {
          this.nobody = answer;
        } else if (failure instanceof ApiError) {
          this.whoError = failure;
        }
      });
    get<Recommendation>(`/v1/recommendations?userId=${user}&n=${OFFERS}&surface=console`, signal)
      .then((offers) => (this.offers = offers))
      .catch((failure: unknown) => {
        if (failure instanceof ApiError) {
          this.offersError = failure;
        }
      });
  }
}
