/**
 * The one place where JavaScript source is put together. The template `js` writes literal text of ours; a value put into it enters as an
 * escaped literal unless it is itself `Code` or a `Name`. So text of a user can reach generated source only inside quotes.
 */
const MARK: unique symbol = Symbol('code');

export class Code {
  readonly text: string;
  readonly [MARK] = true;
  constructor(text: string, key: typeof MARK) {
    if (key !== MARK) throw new TypeError('Code is made by js`…` only');
    this.text = text;
  }
}

/** An identifier of ours: a fixed word and a number. */
export class Name {
  readonly text: string;
  constructor(prefix: 't' | 'v' | 'k' | 'a' | 'i' | 'o' | 'f', index: number) {
    if (!Number.isSafeInteger(index) || index < 0) throw new TypeError('a name needs a whole number');
    this.text = `${prefix}${index}`;
  }
}

export type Part = Code | Name | string | number | boolean | null;

/** A JavaScript literal; line separators are escaped because they once ended lines inside strings. */
function literal(value: string | number | boolean | null): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('a number literal must be finite');
  if (typeof value !== 'string') return Object.is(value, -0) ? '0' : String(value);
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function partText(part: Part): string {
  if (part instanceof Code || part instanceof Name) return part.text;
  if (part === null || typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean') return literal(part);
  throw new TypeError('only code, names and plain literals enter generated source');
}

export function js(strings: TemplateStringsArray, ...parts: readonly Part[]): Code {
  let text = strings.raw[0] ?? '';
  parts.forEach((part, index) => {
    text += partText(part) + (strings.raw[index + 1] ?? '');
  });
  return new Code(text, MARK);
}

export function joinCode(parts: readonly (Code | Name)[], between: Code): Code {
  return new Code(parts.map((part) => part.text).join(between.text), MARK);
}

export const COMMA: Code = js`, `;
export const NOTHING: Code = js``;
