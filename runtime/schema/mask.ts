import type { Mask } from './field.ts';
import type { Json } from './json.ts';

const stars = (count: number): string => '*'.repeat(Math.max(1, count));

/** Keeps some letters at both ends; a text too short to hide anything between them is hidden whole. */
function keepEnds(text: string, first: number, last: number): string {
  const letters = Array.from(text);
  if (letters.length <= first + last) return stars(letters.length);
  return `${letters.slice(0, first).join('')}${stars(letters.length - first - last)}${last === 0 ? '' : letters.slice(-last).join('')}`;
}

const MASKED: Readonly<Record<Mask, (text: string) => string>> = {
  /** 张小明 → 张**. */
  name: (text) => keepEnds(text, 1, 0),
  /** Province and last two digits stay: 33**************12. */
  'id-card': (text) => keepEnds(text, 2, 2),
  /** 138****5678. */
  phone: (text) => keepEnds(text, 3, 4),
  all: () => '***',
};

/** A text as somebody may see it who may not know it. */
export const maskText = (mask: Mask, text: string): string => MASKED[mask](text);

/** A value as somebody may see it who may not know it. Null stays null: that nothing is known is no secret of the value. */
export function maskValue(mask: Mask, value: Json): Json {
  if (value === null) return null;
  return maskText(mask, typeof value === 'string' ? value : JSON.stringify(value));
}
