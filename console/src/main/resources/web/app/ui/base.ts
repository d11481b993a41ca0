import { css } from 'lit';

/** What all components share: boxes, buttons, pills, tables, and text for screen readers only. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    min-width: 0;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .muted {
    color: var(--muted);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  button,
  input {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    border: 1px solid var(--line);
    background: var(--surface);
    border-radius: 9px;
    padding: 0.4rem 0.8rem;
    font-weight: 550;
  }
  button:hover:not(:disabled) {
    background: var(--sunken);
  }
  button:disabled {
    cursor: default;
    opacity: 0.6;
  }
  button.main {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--accent-ink);
  }
  button.main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--ink));
  }
  .pill {
    display: inline-block;
    border-radius: 99px;
    padding: 0.05rem 0.6rem;
    font-size: 0.8rem;
    font-weight: 600;
    background: var(--sunken);
    color: var(--muted);
    white-space: nowrap;
  }
  .pill.good {
    background: var(--good-soft);
    color: var(--good);
  }
  .pill.warn {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .pill.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .pill.accent {
    background: var(--accent-soft);
    color: var(--accent);
  }
  code {
    font-family: var(--mono);
    font-size: 0.88em;
  }
  ul,
  ol {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  p {
    margin: 0;
  }
`;
