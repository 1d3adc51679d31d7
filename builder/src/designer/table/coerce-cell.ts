import { feelTree } from '../../../../runtime/language/reading/feel-tree.ts';
import { quote } from '../formula/parsers.ts';
import { toHalfWidth } from '../formula/full-width.ts';
import { choicesOf, asSchema } from '../formula/formula-scope.ts';
import { typeFromSchema } from '../../../../runtime/language/types.ts';
import { readClerkCell } from './clerk-cell.ts';

export interface CellFacts {
  /** `unary` for conditions, `expression` for results. */
  readonly kind: 'unary' | 'expression';
  /** JSON Schema of the tested or given value. */
  readonly schema: unknown;
  /** Names a formula may use: a word that is one of them is a name, not text. */
  readonly names: ReadonlySet<string>;
}

function looksLikeFormula(text: string, facts: CellFacts): boolean {
  if (/^["@(?[{<>=!-]|^not\s*\(|^(true|false|null)$/.test(text)) return true;
  if (/^[-+]?[\d.]+(\s*,\s*[-+]?[\d.]+)*$/.test(text)) return true;
  const head = /^[\p{L}_][\p{L}\p{N}_]*/u.exec(text)?.[0];
  if (head !== undefined && facts.names.has(head)) return true;
  return feelTree(text, facts.kind)?.children.some((child) => /Invocation|If|For|Quantified|Arithmetic/.test(child.name)) ?? false;
}

function asText(text: string, facts: CellFacts): string {
  if (facts.kind === 'expression') return quote(text);
  return text.split(/\s*[,，、]\s*/).filter((part) => part !== '').map(quote).join(',');
}

/**
 * What a person most likely meant by text typed or pasted into a cell: 是 → true, 门诊 → "门诊" in a text column,
 * full-width signs made plain. What already is a formula is kept.
 */
export function coerceCell(raw: string, facts: CellFacts): string {
  const text = raw.trim();
  const type = typeFromSchema(facts.schema);
  const choices = choicesOf(asSchema(facts.schema)).filter((value) => typeof value === 'string');
  if (choices.includes(text)) return quote(text);
  const clerk = readClerkCell(text, { kind: facts.kind, type: type.kind });
  if (clerk !== undefined) return clerk;
  if (text.startsWith('"') && feelTree(text, facts.kind)) return text;
  const plain = toHalfWidth(text);
  // Where nothing is known of the values, Chinese words that are no name can only be text.
  const isText = type.kind === 'string' || (type.kind === 'any' && /^\p{Script=Han}/u.test(plain));
  if (!isText || looksLikeFormula(plain, facts)) return plain;
  return asText(text, facts);
}
