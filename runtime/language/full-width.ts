import { diagnostic } from './diagnostics.ts';
import type { FeelDiagnostic } from './diagnostics.ts';

/** Signs a Chinese keyboard gives, and what the language wants. */
const HALF: Readonly<Record<string, string>> = {
  '（': '(', '）': ')', '，': ',', '、': ',', '；': ',', '：': ':', '“': '"', '”': '"', '＂': '"', '＝': '=', '＞': '>', '＜': '<', '≥': '>=', '≤': '<=', '≠': '!=', '！': '!',
  '＋': '+', '－': '-', '—': '-', '×': '*', '÷': '/', '＊': '*', '／': '/', '【': '[', '】': ']', '［': '[', '］': ']', '｛': '{', '｝': '}', '。': '.', '．': '.', '？': '?',
};

/** Where a text literal or comment that starts at `index` ends; `index` when none starts there. */
export function skipLiteral(source: string, index: number): number {
  if (source.startsWith('//', index)) {
    const end = source.indexOf('\n', index);
    return end === -1 ? source.length : end;
  }
  if (source.startsWith('/*', index)) {
    const end = source.indexOf('*/', index + 2);
    return end === -1 ? source.length : end + 2;
  }
  if (source[index] !== '"') return index;
  for (let i = index + 1; i < source.length; i++) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === '"') return i + 1;
  }
  return source.length;
}

/** One finding, with its fix, per full-width sign outside texts and comments; signs that occur in declared names are left alone. */
export function findFullWidth(source: string, names: readonly string[]): FeelDiagnostic[] {
  const found: FeelDiagnostic[] = [];
  const allowed = names.join('');
  for (let i = 0; i < source.length; ) {
    const next = skipLiteral(source, i);
    if (next > i) {
      i = next;
      continue;
    }
    const sign = source[i] ?? '';
    const use = Object.hasOwn(HALF, sign) && !allowed.includes(sign) ? HALF[sign] : undefined;
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
