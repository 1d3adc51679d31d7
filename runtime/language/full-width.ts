import { diagnostic } from './diagnostics.ts';
import type { FeelDiagnostic } from './diagnostics.ts';

/** Signs a Chinese keyboard gives, and what the language wants. */
const HALF: Readonly<Record<string, string>> = {
  '（': '(', '）': ')', '，': ',', '、': ',', '；': ',', '：': ':', '“': '"', '”': '"', '＂': '"', '＝': '=', '＞': '>', '＜': '<', '≥': '>=', '≤': '<=', '≠': '!=', '！': '!',
  '＋': '+', '－': '-', '—': '-', '×': '*', '÷': '/', '＊': '*', '／': '/', '【': '[', '】': ']', '［': '[', '］': ']', '｛': '{', '｝': '}', '。': '.', '．': '.', '？': '?', '–': '-', '−': '-', '＠': '@',
  '０': '0', '１': '1', '２': '2', '３': '3', '４': '4', '５': '5', '６': '6', '７': '7', '８': '8', '９': '9',
};

/** Where a text literal, a name in backticks or a comment that starts at `index` ends; `index` when none starts there. */
export function skipLiteral(source: string, index: number): number {
  if (source.startsWith('//', index)) {
    const end = source.indexOf('\n', index);
    return end === -1 ? source.length : end;
  }
  if (source.startsWith('/*', index)) {
    const end = source.indexOf('*/', index + 2);
    return end === -1 ? source.length : end + 2;
  }
  if (source[index] === '`') return quotedNameEnd(source, index) ?? index;
  if (source[index] !== '"') return index;
  for (let i = index + 1; i < source.length; i++) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === '"') return i + 1;
  }
  return source.length;
}

/** Behind the closing mark of a name in backticks; null when none starts at `index`. */
export function quotedNameEnd(source: string, index: number): number | null {
  const close = source[index] === '`' ? source.indexOf('`', index + 1) : -1;
  return close > index + 1 ? close + 1 : null;
}

/** One finding, with its fix, per full-width sign outside texts and comments; signs that occur in declared names, asked for only when there is such a sign, are left alone. */
export function findFullWidth(source: string, names: () => readonly string[]): FeelDiagnostic[] {
  const found: FeelDiagnostic[] = [];
  let allowed: string | undefined;
  for (let i = 0; i < source.length; ) {
    const next = skipLiteral(source, i);
    if (next > i) {
      i = next;
      continue;
    }
    const sign = source[i] ?? '';
    const use = Object.hasOwn(HALF, sign) && !(allowed ??= names().join('')).includes(sign) ? HALF[sign] : undefined;
    if (use !== undefined) found.push({ ...diagnostic('SCN_RULE_FULL_WIDTH', [i, i + 1], { found: sign, use }), fix: { from: i, to: i + 1, text: use } });
    i = sign === '“' ? closingQuote(source, i) : i + 1;
  }
  return found;
}

/** The text between full-width quotes is text: go on at the closing one. */
function closingQuote(source: string, open: number): number {
  const close = source.indexOf('”', open + 1);
  return close === -1 ? open + 1 : close;
}
