import { typeFromSchema, typeName } from '../../../../runtime/language/types.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { shortened } from '../../../../runtime/schema/cut-text.ts';

/** A JSON Schema as it travels: only the parts that help a person write a formula are named. */
export interface SchemaView {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, SchemaView>>;
  readonly items?: SchemaView;
  readonly anyOf?: readonly SchemaView[];
  readonly additionalProperties?: unknown;
  readonly 'x-feel'?: string;
  readonly 'x-en'?: { readonly title?: string; readonly description?: string };
}

/** What one formula may use. */
export interface FormulaScope {
  /** Names of the formula → JSON Schema. */
  readonly names: Readonly<Record<string, unknown>>;
  /** What each name was in the last test run, if there was one. */
  readonly samples?: Readonly<Record<string, unknown>>;
  /** Names → what people call them, where the schema has no title. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Unary tests: the schema of the tested value, and what it was. */
  readonly input?: unknown;
  /** Unary tests: values the tested value is known to have, beside those its schema lists. */
  readonly known?: readonly unknown[] | undefined;
}

export const EMPTY_SCOPE: FormulaScope = { names: {} };

export function asSchema(value: unknown): SchemaView {
  return typeof value === 'object' && value !== null ? value : {};
}

/** Through `anyOf [x, null]` and lists: what a path step can reach. FEEL reads a property of every item of a list. */
function reach(schema: SchemaView): SchemaView {
  if (schema.properties) return schema;
  const option = schema.anyOf?.map(reach).find((one) => one.properties !== undefined || one.enum !== undefined);
  if (option) return option;
  return schema.items ? reach(schema.items) : schema;
}

/** The properties a `.` may be followed by. */
export function membersOf(schema: SchemaView): Readonly<Record<string, SchemaView>> {
  return reach(schema).properties ?? {};
}

/** Whether a value may be absent: worth saying before a rule meets it. */
export function mayBeEmpty(schema: SchemaView): boolean {
  return schema.type === 'null' || (Array.isArray(schema.type) && schema.type.includes('null')) || (schema.anyOf?.some(mayBeEmpty) ?? false);
}

/** The schema behind a dotted path of the scope, or undefined when a step is not known. */
export function schemaAt(names: Readonly<Record<string, unknown>>, path: readonly string[]): SchemaView | undefined {
  const [head, ...rest] = path;
  if (head === undefined || !Object.hasOwn(names, head)) return undefined;
  let schema = asSchema(names[head]);
  for (const step of rest) {
    const members = membersOf(schema);
    if (!Object.hasOwn(members, step)) return undefined;
    schema = asSchema(members[step]);
  }
  return schema;
}

/** The values a column or field can take, when they are listed. */
export function choicesOf(schema: SchemaView | undefined): readonly unknown[] {
  if (!schema) return [];
  if (schema.enum) return schema.enum.filter((value) => value !== null);
  const options = schema.anyOf ?? [];
  if (options.length > 0 && options.every((one) => one.const !== undefined || one.type === 'null')) return options.filter((one) => one.const !== undefined).map((one) => one.const);
  return options.flatMap((one) => [...choicesOf(one)]);
}

/** The words of a schema. */
type SchemaWords = Pick<SchemaView, 'title' | 'description' | 'x-en'>;

export function schemaTitle(schema: SchemaWords | undefined, locale: Locale): string | undefined {
  return (locale === 'en' ? schema?.['x-en']?.title : undefined) ?? schema?.title;
}

export function schemaDescription(schema: SchemaWords | undefined, locale: Locale): string | undefined {
  return (locale === 'en' ? schema?.['x-en']?.description : undefined) ?? schema?.description;
}

/** What people call the type of a schema: 数字, 日期, 文本列表. */
export function schemaTypeName(schema: SchemaView, locale: Locale): string {
  return typeName(typeFromSchema(schema), locale);
}

/** The value at a dotted path, going into the first item of lists as the sample of all. */
export function sampleAt(samples: Readonly<Record<string, unknown>> | undefined, path: readonly string[]): unknown {
  let value: unknown = samples;
  for (const step of path) {
    const holder: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, step)) return undefined;
    value = (holder as Record<string, unknown>)[step];
  }
  return value;
}

/** A value in a few characters: `30`, `"外省口径"`, `3 项`. */
export function shortValue(value: unknown, locale: Locale, limit = 24): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return locale === 'en' ? `${value.length} items` : `${value.length} 项`;
  if (typeof value === 'object' && value !== null) return '{…}';
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return shortened(text, limit);
}

/** A value as a sentence says it: 是 and 否, texts without quotes, 空 for nothing. */
export function spokenValue(value: unknown, locale: Locale): string {
  if (value === null) return locale === 'en' ? 'empty' : '空';
  if (typeof value === 'boolean') return value ? (locale === 'en' ? 'yes' : '是') : locale === 'en' ? 'no' : '否';
  return typeof value === 'string' ? value : shortValue(value, locale);
}

/** What people call a listed value of a path, by the scenario's texts (`order.setting.outpatient`, `judged.class.prompt`). */
export function wordOfValue(scope: FormulaScope, path: string, value: string): string | undefined {
  const steps = path.split('.');
  return scope.titles?.[`${path}.${value}`] ?? scope.titles?.[`${steps[0] ?? ''}.${steps.at(-1) ?? ''}.${value}`];
}

/** The beginning of a long text. */
export function shortText(text: string, limit = 60): string {
  return shortened(text, limit);
}

/** What people call a path: the title of its last step, headed by its owner where that helps. */
export function titleOfPath(scope: FormulaScope, path: string, locale: Locale): string | undefined {
  const steps = path.split('.');
  return scope.titles?.[path] ?? schemaTitle(schemaAt(scope.names, steps), locale) ?? (steps.length > 2 ? scope.titles?.[`${steps[0] ?? ''}.${steps.at(-1) ?? ''}`] : undefined);
}
