/**
 * The token of this browser tab. It lives in the session storage, so it ends with the tab and never
 * travels by itself, as a cookie would.
 */
const KEY = 'parallax.token';

export const session = new EventTarget();

export function token(): string | null {
  return sessionStorage.getItem(KEY);
}

export function signIn(given: string): void {
  sessionStorage.setItem(KEY, given.trim());
  session.dispatchEvent(new CustomEvent('change'));
}

/** Forgets the token. `expired` is for the page to say why. */
export function signOut(expired = false): void {
  if (token() === null) {
    return;
  }
  sessionStorage.removeItem(KEY);
  session.dispatchEvent(new CustomEvent('change', { detail: { expired } }));
}

/** Takes the token of a link (`#token=…`) and removes it from the address bar and the history. */
export function takeTokenFromLink(): void {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem(KEY, given.trim());
    history.replaceState(null, '', location.pathname + location.search);
  }
}

addEventListener('hashchange', () => {
  takeTokenFromLink();
  session.dispatchEvent(new CustomEvent('change'));
});
