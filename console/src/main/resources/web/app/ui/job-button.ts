import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ApiError, follow, get, start } from '../api/client';
import type { Job } from '../api/types';
import { Localized, t } from '../i18n/i18n';
import { base } from './base';
import { explain } from './states';

/** Starts a long task and shows how far it is. Fires `finished` once it has succeeded. */
@customElement('px-job-button')
export class JobButton extends LitElement {
  static styles = [
    base,
    css`
      .row {
        display: flex;
        row-gap: 0.5rem;
        align-items: center;
        flex-wrap: wrap;
      }
      .track {
        margin-left: 0.7rem;
        width: 7rem;
        height: 6px;
        border-radius: 3px;
        background: var(--line);
        overflow: hidden;
      }
      .done {
        height: 100%;
        background: var(--accent);
        transition: width 0.3s;
      }
      .bad {
        color: var(--bad);
      }
      span:not(:empty) {
        margin-left: 0.7rem;
        font-size: 0.86rem;
      }
    `,
  ];

  /** Where to post, such as /v1/segmentations. */
  @property() path = '';
  @property({ attribute: false }) body: object = {};
  @property() label = '';
  @property({ type: Boolean }) main = false;
  @state() private job: Job | undefined;
  @state() private busy = false;
  @state() private outcome = '';
  @state() private failed = false;

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
    const share = this.job && this.job.total > 0 ? this.job.done / this.job.total : undefined;
    return html`<div class="row">
      <button class=${this.main ? 'main' : ''} ?disabled=${this.busy} @click=${this.begin}>${this.label}</button>
      ${this.busy && share !== undefined
        ? html`<div class="track" aria-hidden="true"><div class="done" .style=${`width: ${share * 100}%`}></div></div>`
        : nothing}
      <span role="status" class=${this.failed ? 'bad' : 'muted'}>${this.busy ? this.saying(share) : this.outcome}</span>
    </div>`;
  }

  private saying(share: number | undefined): string {
    if (!this.job) {
      return t().job.starting;
    }
    return share === undefined ? t().job.running : t().job.progress(share);
  }

  private async begin(): Promise<void> {
    const running = new AbortController();
    this.running = running;
    this.busy = true;
    this.failed = false;
    this.outcome = '';
    this.job = undefined;
    try {
      this.job = await start(this.path, this.body, running.signal);
      const path = `/v1/jobs/${encodeURIComponent(this.job.id)}`;
      await follow<Job>(`${path}/progress`, (job) => (this.job = job), running.signal);
      this.job = await get<Job>(path, running.signal);
      this.failed = this.job.state === 'failed';
      this.outcome = this.failed ? t().job.failed(this.job.error ?? '') : t().job.done;
      if (!this.failed) {
        this.dispatchEvent(new CustomEvent('finished'));
      }
    } catch (failure) {
      if (!running.signal.aborted) {
        this.failed = true;
        this.outcome = t().job.failed(failure instanceof ApiError ? explain(failure) : String(failure));
      }
    } finally {
      this.busy = false;
    }
  }
}
