import { css, html } from 'lit';

export const choiceStyles = css`
  .choices {
    display: inline-flex;
    flex-wrap: wrap;
    border: 1px solid var(--line);
    border-radius: 9px;
    overflow: hidden;
  }
  .choices button {
    border: none;
    border-radius: 0;
    padding: 0.25rem 0.7rem;
    font-size: 0.84rem;
  }
  .choices button[aria-pressed='true'] {
    background: var(--accent-soft);
    color: var(--accent);
  }
`;

/** Buttons above a panel's list, of which one is pressed: what the list is narrowed to. */
export const choices = (
  label: string,
  values: string[],
  chosen: string,
  text: (value: string) => string,
  choose: (value: string) => void,
) => html`<div slot="actions" class="choices" role="group" aria-label=${label}>
  ${values.map(
    (value) => html`<button aria-pressed=${chosen === value} @click=${() => choose(value)}>${text(value)}</button>`,
  )}
</div>`;
