import { css, html, nothing, type TemplateResult } from 'lit';
import { t } from '../i18n/i18n';
import type { ApiError } from '../api/client';
import type { Loader } from './loader';

/** Styles of the states every panel can be in. */
export const stateStyles = css`
  .state {
    display: grid;
    gap: 0.8rem;
    justify-items: start;
    align-content: center;
    padding: 1.2rem;
    border-radius: 10px;
    background: var(--sunken);
    color: var(--muted);
    min-height: 6rem;
  }
  .state.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .stale {
    margin-bottom: 0.6rem;
    font-size: 0.84rem;
    color: var(--warn);
  }
  .bone {
    height: 0.9rem;
    border-radius: 6px;
    background: var(--sunken);
    margin: 0.65rem 0;
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  .bone:nth-child(2) {
    width: 82%;
  }
  .bone:nth-child(3) {
    width: 64%;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }
`;

/** What is wrong, in plain words. */
export function explain(error: ApiError): string {
  const { status, problem } = error;
  if (status === 0) {
    return t().error.unreachable;
  }
  if (status === 403) {
    return t().error.forbidden;
  }
  if ((status === 502 || status === 503 || status === 504) && problem.service) {
    return t().error.away(t().service[problem.service] ?? problem.service);
  }
  return t().error.other(problem.detail ?? problem.title ?? `HTTP ${status}`);
}

/**
 * Loading, failed, empty or there: what to show for each.
 *
 * @param empty what to show in place of nothing; asked only when the data is there
 */
export function states<T>(
  loader: Loader<T>,
  isEmpty: (data: T) => boolean,
  empty: () => TemplateResult | string,
  full: (data: T) => TemplateResult,
): TemplateResult {
  const { data, error } = loader;
  if (data === undefined) {
    return error ? failed(error, () => loader.reload()) : loading();
  }
  const stale = error ? html`<p class="stale" role="status">${t().stale} ${explain(error)}</p>` : nothing;
  return html`${stale}${isEmpty(data) ? html`<div class="state">${empty()}</div>` : full(data)}`;
}

export function loading(): TemplateResult {
  return html`<div aria-busy="true">
    <span class="unseen" role="status">${t().loading}</span>
    <div class="bone"></div>
    <div class="bone"></div>
    <div class="bone"></div>
  </div>`;
}

export function failed(error: ApiError, retry: () => void): TemplateResult {
  return html`<div class="state bad" role="alert">
    <span>${explain(error)}</span>
    <button @click=${retry}>${t().retry}</button>
  </div>`;
}
