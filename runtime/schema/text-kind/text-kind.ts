import { hasLuhn, hasProvince, hasUsccForm, idCardCheck, isDayText, isUscc } from './identifiers.ts';

/** Texts with a public rule of their own: a question or a column of one is checked by it wherever it is filled in. */
export const TEXT_KINDS = ['id-card', 'uscc', 'mobile', 'phone', 'email', 'postcode', 'bank-card', 'plate'] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

/** Why a text is none of its kind, the most telling reason first. */
export type TextFault = 'length' | 'signs' | 'region' | 'date' | 'check';

/** Full-width digits, letters and signs mean what the narrow ones mean. */
export const narrowText = (text: string): string => text.normalize('NFKC').trim();

const bare = (text: string): string => narrowText(text).replaceAll(/[\s·•-]/g, '');
const number = (text: string): string => bare(text).toUpperCase();

const CLEAN: Readonly<Record<TextKind, (text: string) => string>> = {
  'id-card': number,
  uscc: number,
  mobile: (text) => bare(text).replace(/^(?:\+|00)?86(?=1\d{10}$)/, ''),
  phone: (text) => narrowText(text).replaceAll(/\s/g, '').replaceAll(/[‐-―−]/g, '-').replace(/^(?:\+|00)?86-?(?=1\d{10}$)/, ''),
  email: (text) => narrowText(text),
  postcode: bare,
  'bank-card': bare,
  plate: number,
};

/** The text as it is kept: what people write between the digits is left out, small letters of numbers become large. */
export const cleanKind = (kind: TextKind, text: string): string => CLEAN[kind](text);

const digits = (text: string, least: number, most = least): TextFault | null => (/\D/.test(text) ? 'signs' : text.length < least || text.length > most ? 'length' : null);
const matches = (pattern: RegExp) => (text: string): TextFault | null => (pattern.test(text) ? null : 'signs');

function idCardFault(text: string, today: string): TextFault | null {
  if (!/^[\dX]*$/.test(text)) return 'signs';
  if (text.length !== 18) return 'length';
  if (!/^\d{17}[\dX]$/.test(text)) return 'signs';
  if (!hasProvince(text)) return 'region';
  const born = text.slice(6, 14);
  if (!isDayText(born) || born < '18000101' || born > today.replaceAll('-', '')) return 'date';
  return idCardCheck(text) === text[17] ? null : 'check';
}

const FAULT: Readonly<Record<TextKind, (text: string, today: string) => TextFault | null>> = {
  'id-card': idCardFault,
  uscc: (text) => (text.length !== 18 ? 'length' : !hasUsccForm(text) ? 'signs' : isUscc(text) ? null : 'check'),
  mobile: (text) => digits(text, 11) ?? (/^1[3-9]/.test(text) ? null : 'check'),
  phone: matches(/^(?:1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}|[19]\d{4,5})$/),
  email: matches(/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?(?:\.[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?)+$/),
  postcode: (text) => digits(text, 6),
  'bank-card': (text) => digits(text, 12, 19) ?? (hasLuhn(text) ? null : 'check'),
  plate: matches(/^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z](?:[A-HJ-NP-Z\d]{4}[A-HJ-NP-Z\d挂学警港澳]|[A-HJ-NP-Z\d]{6})$/u),
};

/** What is wrong with a cleaned text of a kind; null when nothing is. `today` is a day, `yyyy-mm-dd`. */
export const kindFault = (kind: TextKind, text: string, today: string): TextFault | null => FAULT[kind](text, today);

/** What a question or a column says of how its text is written. */
export interface WrittenAs {
  readonly kind?: TextKind | undefined;
  readonly pattern?: string | undefined;
}

/**
 * The text as it is checked and kept. One with a pattern stays as typed when that fits, so that a pattern may ask for
 * full-width signs; else it is narrowed.
 * @param fits whether a text fits the pattern
 */
export function textAsKept({ kind, pattern }: WrittenAs, text: string, fits: (pattern: string, text: string) => boolean): string {
  if (kind !== undefined) return cleanKind(kind, text);
  if (pattern === undefined || fits(pattern, text)) return text;
  const narrowed = narrowText(text);
  return fits(pattern, narrowed) ? narrowed : text;
}
