import type { AnyNodeType } from '../nodes/define-node.ts';

export type FormulaFormat = 'feel' | 'feel-row' | 'feel-unary';

/** A formula found in a config, and where. */
export interface ConfigFormula {
  readonly path: readonly (string | number)[];
  readonly format: FormulaFormat;
  readonly source: string;
}

/** The parts of a JSON Schema that decide where a formula may stand. */
interface Shape {
  readonly type?: unknown;
  readonly format?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly required?: readonly string[];
  readonly items?: Shape | readonly Shape[];
  readonly prefixItems?: readonly Shape[];
}

type Loose = Readonly<Record<string, unknown>>;

/** Every formula of a config, found by walking it along the schema of its node type. */
export function formulasOf(type: AnyNodeType, config: unknown): readonly ConfigFormula[] {
  const found: ConfigFormula[] = [];
  walk(type.config as Shape, config, [], found);
  return found;
}

function walk(schema: Shape | undefined, value: unknown, path: readonly (string | number)[], found: ConfigFormula[]): void {
  if (!schema || value === undefined || value === null) return;
  for (const part of schema.allOf ?? []) walk(part, value, path, found);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) {
    walk(branches.find((branch) => fits(branch, value)), value, path, found);
    return;
  }
  if (typeof value === 'string') {
    if (isFormulaFormat(schema.format)) found.push({ path, format: schema.format, source: value });
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => {
      walk(itemShape(schema, index), item, [...path, index], found);
    });
  } else if (typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) walk(propertyShape(schema, key), item, [...path, key], found);
  }
}

function isFormulaFormat(format: unknown): format is FormulaFormat {
  return format === 'feel' || format === 'feel-row' || format === 'feel-unary';
}

function itemShape(schema: Shape, index: number): Shape | undefined {
  const tuple = schema.prefixItems ?? (Array.isArray(schema.items) ? (schema.items as readonly Shape[]) : undefined);
  return tuple?.[index] ?? (Array.isArray(schema.items) ? undefined : (schema.items as Shape | undefined));
}

function propertyShape(schema: Shape, key: string): Shape | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, key)) return schema.properties[key];
  const pattern = Object.entries(schema.patternProperties ?? {}).find(([source]) => new RegExp(source, 'u').test(key));
  if (pattern) return pattern[1];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** Whether a value belongs to a branch of a union, looked at deep enough to tell our own unions apart. */
function fits(schema: Shape, value: unknown): boolean {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return branches.some((branch) => fits(branch, value));
  if (Object.hasOwn(schema, 'const') && schema.const !== value) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (!fitsType(schema, value)) return false;
  if (Array.isArray(value)) return value.every((item, index) => fits(itemShape(schema, index) ?? {}, item));
  if (typeof value === 'object' && value !== null) return fitsObject(schema, value as Loose);
  return true;
}

function fitsObject(schema: Shape, value: Loose): boolean {
  if ((schema.required ?? []).some((key) => !Object.hasOwn(value, key))) return false;
  return Object.entries(value).every(([key, item]) => {
    const shape = propertyShape(schema, key);
    return shape ? fits(shape, item) : schema.additionalProperties !== false;
  });
}

function fitsType(schema: Shape, value: unknown): boolean {
  if (schema.type === undefined) return true;
  const types = Array.isArray(schema.type) ? (schema.type as readonly unknown[]) : [schema.type];
  return types.some((type) => type === typeOf(value) || (type === 'number' && typeof value === 'number'));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}
