/** Full-width signs that a Chinese keyboard types into formulas, and what FEEL expects. */
const SIGNS: Readonly<Record<string, string>> = {
  '（': '(', '）': ')', '，': ',', '；': ';', '：': ':', '“': '"', '”': '"', '＝': '=', '＜': '<', '＞': '>', '！': '!', '＋': '+', '－': '-', '×': '*', '＊': '*', '÷': '/', '／': '/', '．': '.', '。': '.',
  '【': '[', '】': ']', '［': '[', '］': ']', '｛': '{', '｝': '}', '？': '?', '≤': '<=', '≥': '>=', '≠': '!=', '　': ' ',
  '０': '0', '１': '1', '２': '2', '３': '3', '４': '4', '５': '5', '６': '6', '７': '7', '８': '8', '９': '9',
};

export interface FullWidthSign {
  readonly from: number;
  readonly to: number;
  readonly sign: string;
  readonly plain: string;
}

/** Full-width signs outside quoted text, with their places. A Chinese quote may close what an ASCII one did not open. */
export function findFullWidth(source: string): FullWidthSign[] {
  const found: FullWidthSign[] = [];
  let quoted: '"' | '“' | undefined;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charAt(at);
    const escaped = source.charAt(at - 1) === '\\';
    if (quoted === '"') {
      if (sign === '"' && !escaped) quoted = undefined;
      continue;
    }
    if (quoted === '“' && sign !== '”') continue;
    if (sign === '"') quoted = '"';
    if (sign === '“') quoted = '“';
    if (sign === '”') quoted = undefined;
    const plain = SIGNS[sign];
    if (plain !== undefined) found.push({ from: at, to: at + 1, sign, plain });
  }
  return found;
}

/** The formula with those signs made plain; text inside quotes is left alone. */
export function toHalfWidth(source: string): string {
  let result = '';
  let last = 0;
  for (const { from, to, plain } of findFullWidth(source)) {
    result += source.slice(last, from) + plain;
    last = to;
  }
  return result + source.slice(last);
}
