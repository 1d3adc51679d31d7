/**
 * The one place that deals with the static types of the rule language. A type is plain JSON; every type
 * admits null, because in FEEL any value may be missing.
 */
export type FeelType =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' }
  | { readonly kind: 'number'; readonly decimal?: true; readonly integer?: true }
  | { readonly kind: 'string'; readonly enum?: readonly string[] }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'date-time' }
  | { readonly kind: 'days-time-duration' }
  | { readonly kind: 'years-months-duration' }
  | { readonly kind: 'list'; readonly of: FeelType }
  | { readonly kind: 'context'; readonly fields: Readonly<Record<string, FeelType>>; readonly open?: true }
  | { readonly kind: 'range'; readonly of: FeelType }
  | { readonly kind: 'function'; readonly params: readonly FeelType[]; readonly returns: FeelType };

export type TypeKind = FeelType['kind'];
export type Locale = 'zh-CN' | 'en';

export const ANY: FeelType = { kind: 'any' };
export const NULL: FeelType = { kind: 'null' };
export const NUMBER: FeelType = { kind: 'number' };
export const STRING: FeelType = { kind: 'string' };
export const BOOLEAN: FeelType = { kind: 'boolean' };
export const DATE: FeelType = { kind: 'date' };
export const TIME: FeelType = { kind: 'time' };
export const DATE_TIME: FeelType = { kind: 'date-time' };
export const DAYS_TIME: FeelType = { kind: 'days-time-duration' };
export const YEARS_MONTHS: FeelType = { kind: 'years-months-duration' };

/** The types the standard names (DMN 1.5, 10.3.2), but for `Any`. */
export const STANDARD_TYPES: Readonly<Record<string, FeelType>> = {
  Null: NULL,
  number: NUMBER,
  string: STRING,
  boolean: BOOLEAN,
  date: DATE,
  time: TIME,
  'date and time': DATE_TIME,
  'days and time duration': DAYS_TIME,
  'years and months duration': YEARS_MONTHS,
  list: { kind: 'list', of: ANY },
  context: { kind: 'context', fields: {}, open: true },
  range: { kind: 'range', of: ANY },
  function: { kind: 'function', params: [], returns: ANY },
};

interface SchemaLike {
  readonly type?: unknown;
  readonly format?: unknown;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly anyOf?: unknown;
  readonly oneOf?: unknown;
  readonly allOf?: unknown;
  readonly items?: unknown;
  readonly properties?: unknown;
  readonly additionalProperties?: unknown;
  readonly 'x-feel'?: unknown;
}

const NAMED: Readonly<Record<string, FeelType>> = {
  decimal: { kind: 'number', decimal: true },
  date: DATE,
  time: TIME,
  'date-time': DATE_TIME,
  duration: DAYS_TIME,
  'days-time-duration': DAYS_TIME,
  'years-months-duration': YEARS_MONTHS,
};

/**
 * The type of the values a JSON Schema (or TypeBox) describes, as they look once read by `fromJson`.
 * Formats `date`, `time`, `date-time` and `duration` become their FeelTypes; `"x-feel": "decimal"` on a
 * string is a decimal number. What cannot be told apart before a value is seen is `any`.
 *
 * @example typeFromSchema({ type: 'array', items: { type: 'string', format: 'date' } }) // list of date
 */
export function typeFromSchema(schema: unknown): FeelType {
  if (typeof schema !== 'object' || schema === null) return ANY;
  const node = schema as SchemaLike;
  const named = typeof node['x-feel'] === 'string' && Object.hasOwn(NAMED, node['x-feel']) ? NAMED[node['x-feel']] : undefined;
  if (named !== undefined) return named;
  const options = node.anyOf ?? node.oneOf;
  if (Array.isArray(options)) return unionOf(options.map(typeFromSchema));
  if (Array.isArray(node.allOf)) return mergeAll(node.allOf.map(typeFromSchema));
  if (Array.isArray(node.enum)) return typeOfConstants(node.enum);
  if (node.const !== undefined) return typeOfConstants([node.const]);
  if (Array.isArray(node.type)) return unionOf(node.type.map((type: unknown) => typeFromSchema({ ...node, type })));
  return typeof node.type === 'string' ? fromTypeWord(node.type, node) : node.properties === undefined ? ANY : fromTypeWord('object', node);
}

function fromTypeWord(word: string, node: SchemaLike): FeelType {
  switch (word) {
    case 'null': return NULL;
    case 'number': return NUMBER;
    case 'integer': return { kind: 'number', integer: true };
    case 'boolean': return BOOLEAN;
    case 'string': return typeof node.format === 'string' && Object.hasOwn(NAMED, node.format) ? (NAMED[node.format] ?? STRING) : STRING;
    case 'array': return { kind: 'list', of: Array.isArray(node.items) ? ANY : typeFromSchema(node.items) };
    case 'object': return fromObject(node);
    default: return ANY;
  }
}

function fromObject(node: SchemaLike): FeelType {
  const fields: Record<string, FeelType> = {};
  for (const [key, value] of Object.entries((node.properties ?? {}))) fields[key] = typeFromSchema(value);
  return node.additionalProperties === false ? { kind: 'context', fields } : { kind: 'context', fields, open: true };
}

function typeOfConstants(values: readonly unknown[]): FeelType {
  const some = values.filter((value) => value !== null);
  if (some.length === 0) return NULL;
  if (some.every((value) => typeof value === 'string')) return { kind: 'string', enum: some };
  if (some.every((value) => typeof value === 'number')) return NUMBER;
  return some.every((value) => typeof value === 'boolean') ? BOOLEAN : ANY;
}

function mergeAll(types: readonly FeelType[]): FeelType {
  const contexts = types.filter((type) => type.kind === 'context');
  if (contexts.length === 0) return types.find((type) => type.kind !== 'any') ?? ANY;
  const fields = Object.assign({}, ...contexts.map((type) => type.fields)) as Record<string, FeelType>;
  return contexts.some((type) => type.open === true) ? { kind: 'context', fields, open: true } : { kind: 'context', fields };
}

/** The smallest type that holds all of `types`; `any` when they differ in kind. */
export function unionOf(types: readonly FeelType[]): FeelType {
  const some = types.filter((type) => type.kind !== 'null');
  const first = some[0];
  if (first === undefined) return types.length === 0 ? ANY : NULL;
  return some.slice(1).reduce<FeelType>(unionOfTwo, first);
}

function unionOfTwo(a: FeelType, b: FeelType): FeelType {
  if (a === b) return a;
  if (a.kind !== b.kind) return ANY;
  if (a.kind === 'string' && b.kind === 'string') {
    return a.enum !== undefined && b.enum !== undefined ? { kind: 'string', enum: [...new Set([...a.enum, ...b.enum])] } : STRING;
  }
  if (a.kind === 'number' && b.kind === 'number') return a.decimal === true && b.decimal === true ? a : a.integer === true && b.integer === true ? a : NUMBER;
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', of: unionOf([a.of, b.of]) };
  if (a.kind === 'range' && b.kind === 'range') return { kind: 'range', of: unionOf([a.of, b.of]) };
  if (a.kind === 'context' && b.kind === 'context') return unionOfContexts(a.fields, b.fields);
  return a.kind === 'function' ? ANY : a;
}

function unionOfContexts(a: Readonly<Record<string, FeelType>>, b: Readonly<Record<string, FeelType>>): FeelType {
  const fields: Record<string, FeelType> = { ...a };
  for (const [key, type] of Object.entries(b)) {
    const other = Object.hasOwn(a, key) ? a[key] : undefined;
    fields[key] = other === undefined ? type : unionOf([other, type]);
  }
  return { kind: 'context', fields, open: true };
}

/**
 * Whether every value of `from` may stand where `to` is expected. `any` and `null` fit everywhere;
 * a date fits a date-time (it becomes midnight UTC), an element fits a list of it.
 */
export function isAssignable(from: FeelType, to: FeelType): boolean {
  if (from.kind === 'any' || from.kind === 'null' || to.kind === 'any') return true;
  if (to.kind === 'date-time' && from.kind === 'date') return true;
  if (to.kind === 'list' && from.kind !== 'list') return isAssignable(from, to.of);
  if (from.kind !== to.kind) return false;
  if (from.kind === 'list' && to.kind === 'list') return isAssignable(from.of, to.of);
  if (from.kind === 'range' && to.kind === 'range') return isAssignable(from.of, to.of);
  if (from.kind === 'string' && to.kind === 'string') return to.enum === undefined || from.enum === undefined || from.enum.some((item) => to.enum?.includes(item));
  if (from.kind === 'context' && to.kind === 'context') {
    return Object.entries(to.fields).every(([key, type]) => {
      const own = Object.hasOwn(from.fields, key) ? from.fields[key] : undefined;
      return own === undefined ? true : isAssignable(own, type);
    });
  }
  return true;
}

const WORDS: Readonly<Record<TypeKind, readonly [string, string]>> = {
  any: ['任意值', 'any value'],
  null: ['空值', 'null'],
  number: ['数字', 'number'],
  string: ['文本', 'text'],
  boolean: ['是/否', 'yes/no'],
  date: ['日期', 'date'],
  time: ['时间', 'time'],
  'date-time': ['日期时间', 'date and time'],
  'days-time-duration': ['时长（天、时、分、秒）', 'days and time duration'],
  'years-months-duration': ['时长（年、月）', 'years and months duration'],
  list: ['列表', 'list'],
  context: ['对象', 'context'],
  range: ['区间', 'range'],
  function: ['函数', 'function'],
};

/** What people call the type: `日期`, `list of text`. */
export function typeName(type: FeelType, locale: Locale): string {
  const word = WORDS[type.kind][locale === 'en' ? 1 : 0];
  if ((type.kind !== 'list' && type.kind !== 'range') || type.of.kind === 'any') return word;
  const inner = typeName(type.of, locale);
  return locale === 'en' ? `${word} of ${inner}` : `${inner}${word}`;
}
