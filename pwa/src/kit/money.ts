const digitsOf: Record<string, number> = {};

/** Decimal places of a currency: 2 for GBP, 0 for JPY. */
export function decimals(currency: string): number {
  digitsOf[currency] ??=
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2;
  return digitsOf[currency];
}

/**
 * A sum as people type it ("6.40", "£6", "1,600", "6,4") in minor units; null when it
 * is no sum of this currency, which includes signs and too many decimals.
 */
export function parseMoney(typed: string, currency: string): number | null {
  const places = decimals(currency);
  const plain = typed
    .replace(/[\s£$€]/g, '')
    .replace(/,(?=\d{3}(\D|$))/g, '')
    .replace(',', '.');
  const found = /^(\d{0,9})(?:\.(\d*))?$/.exec(plain);
  if (!found || !/\d/.test(plain)) return null;
  const [, whole = '', rest = ''] = found;
  if (rest.length > places) return null;
  return Number(whole || '0') * 10 ** places + Number(rest.padEnd(places, '0') || '0');
}

/** Minor units as people would type them: 640 is "6.40". */
export function typedMoney(minor: number, currency: string): string {
  const places = decimals(currency);
  const digits = String(Math.abs(minor)).padStart(places + 1, '0');
  if (places === 0) return digits;
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The sign that stands before a sum, such as £. */
export function currencySign(currency: string): string {
  const parts = new Intl.NumberFormat('en-GB', { style: 'currency', currency }).formatToParts(0);
  return parts.find(p => p.type === 'currency')?.value ?? currency;
}
