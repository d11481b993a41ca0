import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { signOut } from './api/token';
import { Localized, choose, present, t, type Language } from './i18n/i18n';
import { base } from './ui/base';
import './panel/health';

const LANGUAGES: [Language, string, string][] = [
  ['en', 'EN', 'English'],
  ['zh', '中文', '简体中文'],
];

/** The name, the state of the services, the language and the way out. */
@customElement('px-top-bar')
export class TopBar extends LitElement {
  static styles = [
    base,
    css`
      :host {
        position: sticky;
        top: 0;
        z-index: 5;
        background: color-mix(in srgb, var(--bg) 86%, transparent);
        backdrop-filter: blur(10px);
        border-bottom: 1px solid var(--line);
      }
      header {
        max-width: 1360px;
        margin: 0 auto;
        padding: 0.65rem 1.5rem;
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.8rem;
        align-items: center;
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 0.6rem;
        margin-right: auto;
        text-decoration: none;
        color: inherit;
      }
      .brand b {
        font-size: 1.12rem;
        letter-spacing: -0.02em;
      }
      .brand span {
        color: var(--muted);
        font-size: 0.86rem;
      }
      svg {
        width: 30px;
        height: 22px;
      }
      .seek {
        stroke: var(--need);
      }
      .give {
        stroke: var(--offer);
      }
      .languages {
        display: inline-flex;
        border: 1px solid var(--line);
        border-radius: 9px;
        overflow: hidden;
        background: var(--surface);
      }
      .languages button {
        border: none;
        border-radius: 0;
        padding: 0.3rem 0.7rem;
        font-size: 0.86rem;
      }
      .languages button[aria-pressed='true'] {
        background: var(--accent-soft);
        color: var(--accent);
      }
      .out {
        font-size: 0.86rem;
        padding: 0.3rem 0.7rem;
      }
      @media (max-width: 860px) {
        .brand span {
          display: none;
        }
      }
      @media (max-width: 640px) {
        header {
          padding: 0.55rem 0.9rem;
        }
      }
    `,
  ];

  @property({ type: Boolean }) signedIn = false;

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    return html`<header>
      <a class="brand" href="/">
        <svg viewBox="0 0 34 24" fill="none" stroke-width="3" aria-hidden="true">
          <circle class="seek" cx="12" cy="12" r="9.5" />
          <circle class="give" cx="22" cy="12" r="9.5" />
        </svg>
        <b>${t().name}</b><span>${t().tagline}</span>
      </a>
      <px-health></px-health>
      <div class="languages" role="group" aria-label=${t().language}>
        ${LANGUAGES.map(
          ([language, short, long]) =>
            html`<button
              lang=${language}
              title=${long}
              aria-pressed=${present() === language}
              @click=${() => choose(language)}
            >
              ${short}
            </button>`,
        )}
      </div>
      ${this.signedIn ? html`<button class="out" @click=${() => signOut()}>${t().signOut}</button>` : nothing}
    </header>`;
  }
}
