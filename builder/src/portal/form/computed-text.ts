import type { Locale } from '../../../../runtime/schema/text.ts';
import type { PortalField } from '../../../../server/api/portal.ts';
import { formatDate, formatMoment } from '../format/dates.ts';
import { plainText } from '../format/plain-text.ts';
import { capitalsOf } from './capitals.ts';
import { formTexts } from './text.ts';

/** An amount with its capitals where the language has any. */
export function amountText(typed: string, locale: Locale): string {
  const t = formTexts[locale];
  const capitals = locale === 'en' ? undefined : capitalsOf(typed);
  return `${typed.trim()} ${t.yuan}${capitals === undefined ? '' : `（${capitals}）`}`;
}

/** A computed value as people read it; empty text when there is none yet. */
export function computedText(field: PortalField, value: unknown, locale: Locale): string {
  const t = formTexts[locale];
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  if (field.widget === 'amount') return amountText(plainText(value), locale);
  if (field.type === 'date') return formatDate(plainText(value), locale, '0001-01-01');
  return field.type === 'date-time' ? formatMoment(plainText(value), locale, '0001-01-01') : plainText(value);
}
