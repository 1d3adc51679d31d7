import type { FeelType } from './types.ts';

/** From and to, in characters of the source. */
export type At = readonly [from: number, to: number];

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type TemporalKind = 'date' | 'time' | 'date-time' | 'days-time-duration' | 'years-months-duration';

/** What a `for`, `some` or `every` walks: a list, or whole steps from a start to an end. */
export type Domain = { readonly list: Ir } | { readonly start: Ir; readonly end: Ir };
export interface Iterator {
  readonly id: number;
  readonly name: string;
  readonly domain: Domain;
}

/**
 * The typed tree both back ends run: plain JSON, self-contained. `type` is what the checker knows;
 * locals are bound by number (`id`), so nothing depends on how a name was written.
 */
export type Ir = IrNode & { readonly type: FeelType; readonly at: At };

export type IrNode =
  | { readonly op: 'null' }
  | { readonly op: 'boolean'; readonly value: boolean }
  /** Text, so that 9007199254740993 survives until it meets decimal arithmetic. */
  | { readonly op: 'number'; readonly text: string }
  | { readonly op: 'string'; readonly value: string }
  | { readonly op: 'temporal'; readonly kind: TemporalKind; readonly text: string }
  /** A name of the scope given at run time. */
  | { readonly op: 'name'; readonly name: string }
  | { readonly op: 'local'; readonly id: number; readonly name: string }
  /** A name inside a filter or path over values of unknown shape: the item's own entry, else `otherwise`. */
  | { readonly op: 'item-entry'; readonly item: Ir; readonly key: string; readonly otherwise: Ir }
  | { readonly op: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Ir; readonly right: Ir }
  | { readonly op: 'negate'; readonly value: Ir }
  | { readonly op: 'compare'; readonly operator: CompareOperator; readonly left: Ir; readonly right: Ir }
  | { readonly op: 'and' | 'or'; readonly left: Ir; readonly right: Ir }
  | { readonly op: 'not'; readonly value: Ir }
  | { readonly op: 'between'; readonly value: Ir; readonly low: Ir; readonly high: Ir }
  /** Unary-test match: equal, contained in the range or list, or, when the test uses `?`, true itself. */
  | { readonly op: 'match'; readonly value: Ir; readonly test: Ir }
  | { readonly op: 'bind'; readonly id: number; readonly value: Ir; readonly body: Ir }
  | { readonly op: 'if'; readonly condition: Ir; readonly then: Ir; readonly else: Ir }
  | { readonly op: 'for'; readonly iterators: readonly Iterator[]; readonly partial: number; readonly body: Ir }
  | { readonly op: 'quantified'; readonly every: boolean; readonly iterators: readonly Iterator[]; readonly body: Ir }
  | { readonly op: 'filter'; readonly list: Ir; readonly item: number; readonly test: Ir }
  | { readonly op: 'path'; readonly of: Ir; readonly key: string }
  | { readonly op: 'list'; readonly items: readonly Ir[] }
  | { readonly op: 'context'; readonly entries: readonly { readonly key: string; readonly id: number; readonly value: Ir }[] }
  | { readonly op: 'range'; readonly start: Ir; readonly end: Ir; readonly startIncluded: boolean; readonly endIncluded: boolean }
  /** `> 5` as a value: a range open to one side, or equal / unequal to a point. */
  | { readonly op: 'half-range'; readonly operator: CompareOperator; readonly end: Ir }
  | { readonly op: 'function'; readonly params: readonly { readonly id: number; readonly name: string; readonly type: FeelType }[]; readonly body: Ir }
  | { readonly op: 'call'; readonly callee: Ir; readonly args: readonly Ir[]; readonly names?: readonly string[] }
  /** A built-in by its canonical name; `args` are positional, absent optional ones are undefined at run time. */
  | { readonly op: 'builtin'; readonly name: string; readonly overload: number; readonly args: readonly (Ir | null)[] }
  | { readonly op: 'builtin-value'; readonly name: string }
  | { readonly op: 'instance-of'; readonly value: Ir; readonly of: FeelType };

export type IrOp = IrNode['op'];
export type IrOf<Op extends IrOp> = Extract<IrNode, { readonly op: Op }> & { readonly type: FeelType; readonly at: At };
