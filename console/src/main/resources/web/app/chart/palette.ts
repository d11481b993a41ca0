/** The colours of the page, for what is drawn on a canvas and cannot read them from the style sheet. */
export interface Palette {
  ink: string;
  muted: string;
  line: string;
  surface: string;
  sunken: string;
  accent: string;
  need: string;
  offer: string;
  bought: string;
  good: string;
  bad: string;
  font: string;
  /** For things without an order, such as segments; told apart also by people who see few colours. */
  series: string[];
}

const LIGHT_SERIES = ['#4f46e5', '#0b8a7b', '#d8481f', '#b7791f', '#a21caf', '#0369a1', '#4d7c0f', '#64748b'];
const DARK_SERIES = ['#8f8bff', '#3fc8b4', '#ff8a65', '#f1bd5b', '#e07df0', '#5bb8f5', '#a5d65a', '#9aa5b8'];

export const darkness = matchMedia('(prefers-color-scheme: dark)');

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: of('ink'),
    muted: of('muted'),
    line: of('line'),
    surface: of('surface'),
    sunken: of('sunken'),
    accent: of('accent'),
    need: of('need'),
    offer: of('offer'),
    bought: of('bought'),
    good: of('good'),
    bad: of('bad'),
    font: of('font'),
    series: darkness.matches ? DARK_SERIES : LIGHT_SERIES,
  };
}
