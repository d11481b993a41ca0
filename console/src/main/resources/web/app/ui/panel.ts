import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './base';

/** A titled box of the page: a landmark of its own, with room for controls beside the title. */
@customElement('px-panel')
export class Panel extends LitElement {
  static styles = [
    base,
    css`
      :host {
        container-type: inline-size;
        height: 100%;
      }
      section {
        background: var(--surface);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        padding: 1.15rem 1.25rem 1.25rem;
        height: 100%;
        display: flex;
        flex-direction: column;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1rem;
        align-items: flex-start;
        justify-content: space-between;
        margin-bottom: 0.9rem;
      }
      h2 {
        font-size: 1.05rem;
        font-weight: 650;
        letter-spacing: -0.01em;
        margin: 0;
      }
      p {
        font-size: 0.86rem;
      }
      .body {
        flex: 1;
        min-width: 0;
      }
      @container (max-width: 420px) {
        section {
          padding: 1rem;
        }
      }
    `,
  ];

  @property() heading = '';
  @property() note = '';

  render() {
    return html`<section aria-labelledby="heading">
      <header>
        <div>
          <h2 id="heading">${this.heading}</h2>
          ${this.note ? html`<p class="muted">${this.note}</p>` : nothing}
        </div>
        <slot name="actions"></slot>
      </header>
      <div class="body"><slot></slot></div>
    </section>`;
  }
}
