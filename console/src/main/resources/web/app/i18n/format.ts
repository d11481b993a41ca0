import { tag } from './i18n';

/** Numbers, money and times as the present language writes them. A dash where there is none. */
const NONE = '–';

export function count(value: number | null | undefined): string {
  return value == null ? NONE : new Intl.NumberFormat(tag()).format(value);
}

/** Very large numbers short: 418K, 41.8万. */
export function short(value: number | null | undefined): string {
  return value == null || value < 100_000
    ? count(value)
    : new Intl.NumberFormat(tag(), { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

export function decimal(value: number | null | undefined, digits = 1): string {
  return value == null
    ? NONE
    : new Intl.NumberFormat(tag(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function signed(value: number | null | undefined): string {
  return value == null
    ? NONE
    : minus(new Intl.NumberFormat(tag(), { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(value));
}

/** The sign as wide as a plus and not as short as a hyphen. */
function minus(number: string): string {
  return number.replace('-', '−');
}

/** A share in [0, 1] as percent. */
export function percent(share: number | null | undefined, digits = 1): string {
  return share == null
    ? NONE
    : new Intl.NumberFormat(tag(), {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(share);
}

export function money(amount: number | null | undefined, currency: string | null | undefined): string {
  if (amount == null) {
    return NONE;
  }
  try {
    return new Intl.NumberFormat(tag(), { style: 'currency', currency: currency ?? '', currencyDisplay: 'narrowSymbol' }).format(amount);
  } catch {
    return `${decimal(amount, 2)} ${currency ?? ''}`.trim();
  }
}

export function dateTime(time: string | null | undefined): string {
  return time
    ? new Intl.DateTimeFormat(tag(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time))
    : NONE;
}

/** The time alone for today, else the day too. */
export function moment(time: string | null | undefined): string {
  if (!time) {
    return NONE;
  }
  const at = new Date(time);
  const today = at.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(
    tag(),
    today ? { timeStyle: 'medium' } : { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  ).format(at);
}
