import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { signIn } from '../api/token';
import { Localized, t } from '../i18n/i18n';
import { base } from '../ui/base';

const COMMAND = './parallax token admin';

/** Asks for a token and says where to get one. */
@customElement('px-sign-in')
export class SignIn extends LitElement {
  static styles = [
    base,
    css`
      section {
        max-width: 30rem;
        margin: 8vh auto 0;
        background: var(--surface);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        box-shadow: var(--shadow);
        padding: 2rem;
      }
      h1 {
        font-size: 1.4rem;
        margin: 0 0 0.6rem;
        letter-spacing: -0.02em;
      }
      .command {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: 0.8rem;
        background: var(--sunken);
        border-radius: 10px;
        padding: 0.5rem 0.6rem 0.5rem 0.9rem;
        margin: 0.7rem 0 1.3rem;
      }
      .command button {
        font-size: 0.82rem;
        white-space: nowrap;
      }
      label {
        display: block;
        font-weight: 600;
        margin-bottom: 0.3rem;
      }
      input {
        width: 100%;
        border: 1px solid var(--line);
        border-radius: 9px;
        background: var(--bg);
        padding: 0.6rem 0.8rem;
        font-family: var(--mono);
      }
      .hint {
        font-size: 0.84rem;
        margin: 0.4rem 0 1.1rem;
      }
      .main {
        width: 100%;
        padding: 0.6rem;
      }
      .wrong {
        background: var(--bad-soft);
        color: var(--bad);
        border-radius: 9px;
        padding: 0.5rem 0.8rem;
        margin-bottom: 1rem;
        font-size: 0.9rem;
      }
    `,
  ];

  /** Whether the page was left because the token ended. */
  @property({ type: Boolean }) expired = false;
  @query('input') private input!: HTMLInputElement;
  @state() private wrong: 'malformed' | 'outdated' | undefined;
  @state() private copied = false;

  constructor() {
    super();
    new Localized(this);
  }

  render() {
    const s = t().signIn;
    const wrong = this.wrong ? s[this.wrong] : this.expired ? s.expired : '';
    return html`<section aria-labelledby="heading">
      <h1 id="heading">${s.heading}</h1>
      ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      <p class="muted">${s.lead}</p>
      <div class="command">
        <code>${COMMAND}</code>
        <button @click=${this.copy}><span role="status">${this.copied ? s.copied : s.copy}</span></button>
      </div>
      <form @submit=${this.submit}>
        <label for="token">${s.label}</label>
        <input id="token" type="password" autocomplete="off" spellcheck="false" aria-describedby="hint" aria-invalid=${!!this.wrong} />
        <p class="hint muted" id="hint">${s.hint}</p>
        <button class="main">${s.submit}</button>
      </form>
    </section>`;
  }

  private async copy(): Promise<void> {
    await navigator.clipboard?.writeText(COMMAND);
    this.copied = true;
  }

  private submit(event: Event): void {
    event.preventDefault();
    const given = this.input.value.trim().replace(/^Bearer\s+/i, '');
    const end = expiry(given);
    this.wrong = end === undefined ? 'malformed' : end < Date.now() ? 'outdated' : undefined;
    if (!this.wrong) {
      signIn(given);
    }
  }
}

/** When a JWT ends, in milliseconds; undefined if it is none. The services check it for real. */
function expiry(token: string): number | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) {
    return undefined;
  }
  try {
    const claims = JSON.parse(atob(parts[1].replace(/-/g, '+').replace(/_/g, '/'))) as { exp?: number };
    return claims.exp === undefined ? Infinity : claims.exp * 1000;
  } catch {
    return undefined;
  }
}
