import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Phrase } from '../api/types';
import { en, type Messages } from './en';
import { zh } from './zh';

export type Language = 'en' | 'zh';

const KEY = 'parallax.language';
const ALL: Record<Language, Messages> = { en, zh };
const changes = new EventTarget();

let language: Language = initial();
document.documentElement.lang = tag();

/** The texts of the present language. */
export function t(): Messages {
  return ALL[language];
}

/** What a service says in both languages, in the present one. */
export function say(phrase: Phrase | null | undefined): string {
  return phrase ? phrase[language] || phrase.en : '';
}

export function present(): Language {
  return language;
}

/** Switches the language, remembers it, and puts it into the address so that a link carries it. */
export function choose(chosen: Language): void {
  language = chosen;
  localStorage.setItem(KEY, chosen);
  const address = new URL(location.href);
  address.searchParams.set('lang', chosen);
  history.replaceState(null, '', address);
  document.documentElement.lang = tag();
  changes.dispatchEvent(new Event('change'));
}

/** Draws a component again when the language changes. */
export class Localized implements ReactiveController {
  private readonly redraw: () => void;

  constructor(host: ReactiveControllerHost) {
    this.redraw = () => host.requestUpdate();
    host.addController(this);
  }

  hostConnected(): void {
    changes.addEventListener('change', this.redraw);
  }

  hostDisconnected(): void {
    changes.removeEventListener('change', this.redraw);
  }
}

/** The tag for documents and for Intl. */
export function tag(): string {
  if (language === 'zh') {
    return 'zh-CN';
  }
  return navigator.languages.find((l) => l.startsWith('en')) ?? 'en';
}

function initial(): Language {
  const wanted = [
    new URLSearchParams(location.search).get('lang'),
    localStorage.getItem(KEY),
    ...navigator.languages,
  ];
  for (const one of wanted) {
    if (one?.toLowerCase().startsWith('zh')) {
      return 'zh';
    }
    if (one?.toLowerCase().startsWith('en')) {
      return 'en';
    }
  }
  return 'en';
}
