import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError, follow } from '../api/client';
import type { Rate } from '../api/types';
import '../chart/chart';
import type { ChartOption } from '../chart/chart';
import type { Palette } from '../chart/palette';
import { decimal } from '../i18n/format';
import { Localized, t } from '../i18n/i18n';
import { base } from '../ui/base';
import { failed, loading, stateStyles } from '../ui/states';
import '../ui/panel';

const RECONNECT_MILLIS = 3000;

/** Events per second, as they come in. */
@customElement('px-live')
export class Live extends LitElement {
  static styles = [
    base,
    stateStyles,
    css`
      .now {
        display: flex;
        align-items: baseline;
        gap: 0.45rem;
      }
      .rate {
        font-size: 2.3rem;
        font-weight: 700;
        letter-spacing: -0.03em;
        line-height: 1.1;
        font-variant-numeric: tabular-nums;
      }
      .foot {
        font-size: 0.82rem;
      }
      .beat {
        width: 9px;
        height: 9px;
        border-radius: 50%;
        background: var(--good);
        align-self: center;
      }
      .beat.off {
        background: var(--warn);
      }
    `,
  ];

  @state() private rate: Rate | undefined;
  @state() private error: ApiError | undefined;
  private running?: AbortController;

  constructor() {
    super();
    new Localized(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    void this.listen();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.running?.abort();
  }

  render() {
    return html`<px-panel heading=${t().live.heading}>${this.content()}</px-panel>`;
  }

  private content() {
    const rate = this.rate;
    if (!rate) {
      return this.error ? failed(this.error, () => this.listen()) : loading();
    }
    const now = decimal(rate.eventsPerSecond, rate.eventsPerSecond < 10 ? 1 : 0);
    return html`<div class="now">
        <span class="beat ${this.error ? 'off' : ''}"></span>
        <span class="rate">${now}</span><span class="muted">${t().live.unit}</span>
      </div>
      <px-chart .build=${chart(rate.lastMinute)} .label=${t().live.chart(now)} height="96"></px-chart>
      <p class="foot muted number">
        ${this.error ? t().live.lost : t().live.totals(rate.accepted, rate.rejected)}
      </p>`;
  }

  private async listen(): Promise<void> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    while (!running.signal.aborted) {
      try {
        await follow<Rate>(
          '/v1/ingestion/rate/live',
          (rate) => {
            this.rate = rate;
            this.error = undefined;
          },
          running.signal,
        );
      } catch (failure) {
        if (running.signal.aborted) {
          return;
        }
        this.error = failure instanceof ApiError ? failure : new ApiError(0, {});
      }
      await new Promise((later) => setTimeout(later, RECONNECT_MILLIS));
    }
  }
}

function chart(lastMinute: number[]): (colours: Palette) => ChartOption {
  return (colours) => ({
    animation: false,
    grid: { left: 0, right: 0, top: 14, bottom: 2 },
    xAxis: { type: 'category', show: false, boundaryGap: false, data: lastMinute.map((_, i) => i) },
    yAxis: { type: 'value', show: false, min: 0, max: (range: { max: number }) => Math.max(range.max, 1) },
    series: [
      {
        type: 'line',
        data: lastMinute,
        smooth: 0.25,
        showSymbol: false,
        silent: true,
        lineStyle: { color: colours.accent, width: 2 },
        areaStyle: { color: colours.accent, opacity: 0.14 },
      },
    ],
  });
}
