import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { get } from '../api/client';
import type { FeedbackSummary } from '../api/types';
import { decimal, signed } from '../i18n/format';
import { Localized, say, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { Loader } from '../ui/loader';
import { states, stateStyles } from '../ui/states';
import '../ui/panel';

interface Score {
  name: string;
  nps: number | null;
  meanRating: number | null;
  responses: number;
}

/** How satisfied each segment is: a bar from the middle, to the right for good, to the left for bad. */
@customElement('px-feedback')
export class Feedback extends LitElement {
  static styles = [
    base,
    stateStyles,
    css`
      li {
        padding: 0.42rem 0;
      }
      li:first-child {
        padding-bottom: 0.8rem;
        margin-bottom: 0.4rem;
        border-bottom: 1px solid var(--line);
      }
      .row {
        display: flex;
        justify-content: space-between;
        gap: 1rem;
        align-items: baseline;
      }
      .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .facts {
        font-size: 0.84rem;
        color: var(--muted);
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      .score {
        display: grid;
        grid-template-columns: 1fr 3rem;
        gap: 0.7rem;
        align-items: center;
      }
      .nps {
        text-align: right;
        font-weight: 650;
        font-variant-numeric: tabular-nums;
      }
      .track {
        position: relative;
        height: 10px;
        border-radius: 5px;
        background: linear-gradient(90deg, transparent calc(50% - 1px), var(--line) 0 calc(50% + 1px), transparent 0)
          var(--sunken);
      }
      .bar {
        position: absolute;
        top: 0;
        bottom: 0;
        left: 50%;
        border-radius: 0 5px 5px 0;
        background: var(--good);
      }
      .bar.bad {
        left: auto;
        right: 50%;
        border-radius: 5px 0 0 5px;
        background: var(--bad);
      }
    `,
  ];

  private readonly summary = new Loader<FeedbackSummary>(this, (signal) => get('/v1/feedback/summary', signal), 20);

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const f = t().feedback;
    return html`<px-panel heading=${f.heading} note=${f.note}>
      ${states(
        this.summary,
        ({ overall }) => overall.responses === 0,
        () => f.empty,
        (summary) => this.full(summary),
      )}
    </px-panel>`;
  }

  private full({ overall, bySegment }: FeedbackSummary) {
    const segments = bySegment
      .map((segment) => ({ ...segment, name: say(segment.name) }))
      .sort((a, b) => (b.nps ?? -101) - (a.nps ?? -101));
    return html`<ul>
      ${[{ ...overall, name: t().feedback.overall }, ...segments].map((score) => this.row(score))}
    </ul>`;
  }

  private row({ name, nps, meanRating, responses }: Score) {
    const f = t().feedback;
    return html`<li>
      <div class="row">
        <span class="name">${name}</span>
        <span class="facts">${f.rating(decimal(meanRating))} · ${f.responses(responses)}</span>
      </div>
      <div class="score">
        <div class="track" aria-hidden="true">
          <div class="bar ${(nps ?? 0) < 0 ? 'bad' : ''}" .style=${`width: ${Math.abs(nps ?? 0) / 2}%`}></div>
        </div>
        <span class="nps"><span class="unseen">NPS</span> ${signed(nps)}</span>
      </div>
    </li>`;
  }
}
