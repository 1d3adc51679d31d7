/**
 * Renames names inside a formula without knowing its grammar: strings and comments are skipped, `x.name` and `name:`
 * are members rather than names, and a formula that binds the old name itself (`for r in …`) is left alone.
 */

const TOKEN = /"(?:[^"\\]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[\p{L}_][\p{L}\p{N}_]*|\s+|[^]/gu;
const NAME = /^[\p{L}_]/u;

interface Token {
  readonly text: string;
  readonly isName: boolean;
}

function tokensOf(source: string): readonly Token[] {
  return (source.match(TOKEN) ?? []).map((text) => ({ text, isName: NAME.test(text) }));
}

function neighbour(tokens: readonly Token[], from: number, step: 1 | -1): string {
  for (let index = from + step; index >= 0 && index < tokens.length; index += step) {
    const text = tokens[index]?.text ?? '';
    if (text.trim() !== '' && !text.startsWith('//') && !text.startsWith('/*')) return text;
  }
  return '';
}

function binds(tokens: readonly Token[], name: string): boolean {
  return tokens.some((token, index) => token.isName && token.text === name && (neighbour(tokens, index, 1) === 'in' && ['for', 'some', 'every', ','].includes(neighbour(tokens, index, -1))));
}

/** Does `source` use `name` as a name of the scope? */
export function usesName(source: string, name: string): boolean {
  return renameInFormula(source, new Map([[name, `${name}_`]])) !== source;
}

/** `renameInFormula('order.at + x.order', {order → request})` → `request.at + x.order`. */
export function renameInFormula(source: string, names: ReadonlyMap<string, string>): string {
  const tokens = tokensOf(source);
  return tokens
    .map((token, index) => {
      const next = token.isName ? names.get(token.text) : undefined;
      if (next === undefined || next === token.text || neighbour(tokens, index, -1) === '.' || binds(tokens, token.text)) return token.text;
      // `{name: 1}` and `f(name: 1)` are keys; `a ? b : c` does not exist in FEEL.
      return neighbour(tokens, index, 1) === ':' ? token.text : next;
    })
    .join('');
}

/** `renameMember('param.limit + row.param.limit', 'param', 'limit', 'days')` → `param.days + row.param.limit`: only a member of the name itself. */
export function renameMember(source: string, owner: string, from: string, to: string): string {
  const tokens = tokensOf(source);
  const before = (index: number): number => {
    let at = index - 1;
    while (at >= 0 && (tokens[at]?.text.trim() === '' || /^\/[/*]/.test(tokens[at]?.text ?? ''))) at -= 1;
    return at;
  };
  return tokens
    .map(({ text, isName }, index) => {
      if (!isName || text !== from) return text;
      const dot = before(index);
      const head = before(dot);
      return tokens[dot]?.text === '.' && tokens[head]?.text === owner && tokens[before(head)]?.text !== '.' ? to : text;
    })
    .join('');
}

/** The same in placeholders of texts: `{param.limit} days`. */
export function renameMemberInText(source: string, owner: string, from: string, to: string): string {
  return source.replaceAll(/\{([^{}]*)\}/g, (_, inside: string) => `{${renameMember(inside, owner, from, to)}}`);
}

/** Placeholders of texts: `{catalog.row.days} days`. */
export function renameInText(source: string, names: ReadonlyMap<string, string>): string {
  return source.replaceAll(/\{([^{}]*)\}/g, (_, inside: string) => `{${renameInFormula(inside, names)}}`);
}
