import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { session, takeTokenFromLink, token } from './api/token';
import { Localized, t } from './i18n/i18n';
import { base } from './ui/base';
import './panel/customer';
import './panel/decisions';
import './panel/feedback';
import './panel/frictions';
import './panel/funnel';
import './panel/gaps';
import './panel/kpis';
import './panel/live';
import './panel/segments';
import './panel/sign-in';
import './top-bar';

takeTokenFromLink();

/** The one page: an overview for those who are signed in. */
@customElement('px-page')
export class Page extends LitElement {
  static styles = [
    base,
    css`
      main {
        max-width: 1360px;
        margin: 0 auto;
        padding: 1.4rem 1.5rem 4rem;
      }
      h1 {
        font-size: 1.7rem;
        letter-spacing: -0.025em;
        line-height: 1.2;
        margin: 0;
      }
      .intro {
        margin: 0.25rem 0 1.3rem;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(12, minmax(0, 1fr));
        gap: 1.1rem;
      }
      px-live {
        grid-column: span 4;
      }
      px-kpis {
        grid-column: span 8;
      }
      px-gaps,
      px-frictions {
        grid-column: span 12;
      }
      px-segments {
        grid-column: span 7;
      }
      px-feedback {
        grid-column: span 5;
      }
      px-decisions {
        grid-column: span 5;
        align-self: start;
      }
      .side {
        grid-column: span 7;
        display: grid;
        gap: 1.1rem;
        align-content: start;
      }
      .skip {
        position: absolute;
        left: 1rem;
        top: -4rem;
        z-index: 20;
        background: var(--surface);
        padding: 0.5rem 1rem;
        border-radius: 8px;
      }
      .skip:focus {
        top: 0.5rem;
      }
      @media (max-width: 1080px) {
        .grid > * {
          grid-column: 1 / -1;
        }
      }
      @media (max-width: 640px) {
        main {
          padding: 1rem 0.8rem 3rem;
        }
        h1 {
          font-size: 1.35rem;
        }
        .grid {
          gap: 0.8rem;
        }
      }
    `,
  ];

  @state() private signedIn = token() !== null;
  @state() private expired = false;

  private readonly changed = (event: Event) => {
    this.signedIn = token() !== null;
    this.expired = !this.signedIn && !!(event as CustomEvent<{ expired?: boolean } | null>).detail?.expired;
  };

  constructor() {
    super();
    new Localized(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener('change', this.changed);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener('change', this.changed);
  }

  protected updated(): void {
    document.title = `${t().name} · ${t().tagline}`;
  }

  render() {
    return html`<a class="skip" href="#content" @click=${this.skip}>${t().skip}</a>
      <px-top-bar .signedIn=${this.signedIn}></px-top-bar>
      <main id="content" tabindex="-1">
        ${this.signedIn ? this.overview() : html`<px-sign-in .expired=${this.expired}></px-sign-in>`}
      </main>`;
  }

  private overview() {
    return html`<h1>${t().heading}</h1>
      <p class="intro muted">${t().intro}</p>
      <div class="grid">
        <px-live></px-live>
        <px-kpis></px-kpis>
        <px-gaps></px-gaps>
        <px-frictions></px-frictions>
        <px-segments></px-segments>
        <px-feedback></px-feedback>
        <div class="side">
          <px-customer></px-customer>
          <px-funnel></px-funnel>
        </div>
        <px-decisions></px-decisions>
      </div>`;
  }

  /** A fragment cannot reach into the shadow tree. */
  private skip(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('main')!.focus();
  }
}
