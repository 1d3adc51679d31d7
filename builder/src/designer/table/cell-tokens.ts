import { stringValue, type FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { parserOf } from '../formula/parsers.ts';
import { shortened } from '../formula/shortened.ts';

export interface CellToken {
  /** `word`: what people call a value, in place of the value. */
  readonly kind: 'word' | 'text' | 'value' | 'operator' | 'name' | 'any' | 'yes' | 'no' | 'plain';
  readonly text: string;
}

const LEAVES: Readonly<Record<string, CellToken['kind']>> = { StringLiteral: 'text', NumericLiteral: 'value', null: 'value', CompareOp: 'operator', ArithOp: 'operator', not: 'operator', and: 'operator', or: 'operator', in: 'operator', between: 'operator', if: 'operator', then: 'operator', else: 'operator', VariableName: 'name', PathName: 'name' };

function leavesOf(source: string, kind: FormulaKind): CellToken[] {
  const tokens: CellToken[] = [];
  let last = 0;
  const push = (from: number, to: number, token: CellToken['kind']) => {
    if (from > last) tokens.push({ kind: 'plain', text: source.slice(last, from) });
    const text = source.slice(from, to);
    tokens.push({ kind: token, text: token === 'text' ? stringValue(text) : text });
    last = to;
  };
  parserOf(kind).parse(source).iterate({
    enter: (node) => {
      const token = LEAVES[node.name];
      if (token === undefined || node.from < last) return undefined;
      push(node.from, node.to, token);
      return false;
    },
  });
  if (last < source.length) tokens.push({ kind: 'plain', text: source.slice(last) });
  return tokens;
}

/** Cells look alike, and a sheet is drawn again while it scrolls: what was read once is kept, up to this many cells. */
const KEPT = 20_000;
/** Characters of a cell that are drawn; its editor shows all. */
const DRAWN = 400;
const kept = new Map<string, readonly CellToken[]>();

/** A cell as it is drawn: text without quotes, operators and names in their hues, 是 and 否 for yes and no. */
export function cellTokens(source: string, kind: FormulaKind): readonly CellToken[] {
  const text = source.trim();
  if (text === '' || text === '-') return kind === 'unary' ? [{ kind: 'any', text: '–' }] : [];
  if (text === 'true') return [{ kind: 'yes', text }];
  if (text === 'false') return [{ kind: 'no', text }];
  const key = `${kind} ${text}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (kept.size >= KEPT) kept.clear();
  const read = leavesOf(shortened(text, DRAWN), kind);
  kept.set(key, read);
  return read;
}
