import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/schema';
import { Settings } from 'typebox/system';

Settings.Set({ maxErrors: 400, useAcceleration: false });

/** One violation of a JSON Schema, in plain data. `path` is a JSON pointer to the value (or to the extra key). */
export interface ShapeIssue {
  readonly kind: 'missing' | 'extra' | 'type' | 'pattern' | 'choice' | 'limit' | 'format';
  readonly path: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}

interface RawError {
  readonly keyword: string;
  readonly schemaPath: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const KINDS: Readonly<Record<string, ShapeIssue['kind']>> = {
  type: 'type', const: 'choice', enum: 'choice', pattern: 'pattern', format: 'format', anyOf: 'choice', boolean: 'extra', oneOf: 'choice',
};

/** Errors below one union, by branch number. */
function branchesOf(union: RawError, errors: readonly RawError[]): ReadonlyMap<string, readonly RawError[]> {
  const prefix = `${union.schemaPath}/anyOf/`;
  const branches = new Map<string, RawError[]>();
  for (const error of errors) {
    if (!error.schemaPath.startsWith(prefix) || !error.instancePath.startsWith(union.instancePath)) continue;
    const index = error.schemaPath.slice(prefix.length).split('/')[0] ?? '';
    branches.set(index, [...(branches.get(index) ?? []), error]);
  }
  return branches;
}

function depth(errors: readonly RawError[]): number {
  return Math.max(...errors.map((error) => error.instancePath.length));
}

/** A union of literals: one error that names every allowed value. */
function literalChoice(union: RawError, branches: ReadonlyMap<string, readonly RawError[]>): RawError | null {
  const all = [...branches.values()].flat();
  const literal = all.every((error) => error.instancePath === union.instancePath && (error.keyword === 'const' || error.keyword === 'type'));
  if (!literal) return null;
  const allowed = all.flatMap((error) => ('allowedValue' in error.params ? [String(error.params['allowedValue'])] : []));
  return allowed.length === 0 ? null : { ...union, keyword: 'enum', params: { allowed } };
}

/** The one shape whose word the value carries (`type: "blocks"`), where such a word tells the shapes apart. */
function namedBranch(union: RawError, branches: ReadonlyMap<string, readonly RawError[]>): string | undefined {
  const wrongWords = [...branches].map(([index, list]) => ({ index, words: new Set(list.filter(({ keyword, instancePath }) => (keyword === 'const' || keyword === 'enum') && instancePath.startsWith(`${union.instancePath}/`) && !instancePath.slice(union.instancePath.length + 1).includes('/')).map(({ instancePath }) => instancePath)) }));
  const candidates = new Set(wrongWords.flatMap(({ words }) => [...words]));
  for (const word of candidates) {
    const fitting = wrongWords.filter(({ words }) => !words.has(word));
    if (wrongWords.length > 1 && fitting.length === 1) return fitting[0]?.index;
  }
  return undefined;
}

/**
 * A value that fits none of several shapes yields the errors of every shape. Only those of the shape that came
 * closest (fewest errors; the one that got deepest on a tie) help a person.
 */
function closestBranches(errors: readonly RawError[]): readonly RawError[] {
  const dropped = new Set<RawError>();
  const added: RawError[] = [];
  for (const union of errors.filter((error) => error.keyword === 'anyOf')) {
    const branches = branchesOf(union, errors);
    const choice = literalChoice(union, branches);
    if (choice !== null) added.push(choice);
    const best = namedBranch(union, branches) ?? [...branches.entries()].sort((a, b) => a[1].length - b[1].length || depth(b[1]) - depth(a[1]))[0]?.[0];
    for (const [index, list] of branches) if (choice !== null || index !== best) for (const error of list) dropped.add(error);
    if (choice !== null || branches.size > 0) dropped.add(union);
  }
  return [...errors.filter((error) => !dropped.has(error)), ...added];
}

function toIssues(error: RawError): readonly ShapeIssue[] {
  if (error.keyword === 'required') {
    return (error.params['requiredProperties'] as readonly string[]).map((name) => ({ kind: 'missing', path: error.instancePath, facts: { name } }));
  }
  if (error.keyword === 'additionalProperties') {
    return (error.params['additionalProperties'] as readonly string[]).map((name) => ({
      kind: 'extra', path: `${error.instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, facts: { name },
    }));
  }
  if (error.keyword === 'boolean') return [];
  const facts: Record<string, string | number | boolean> = { keyword: error.keyword };
  for (const [key, value] of Object.entries(error.params)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') facts[key] = value;
    else if (Array.isArray(value)) facts[key] = value.join(', ');
  }
  return [{ kind: KINDS[error.keyword] ?? 'limit', path: error.instancePath, facts }];
}

/** Lists of an object that are longer than they may be. Nothing else is looked at then: a hundred thousand items would take seconds. */
function oversized(schema: TSchema | object, value: unknown): readonly ShapeIssue[] {
  const { properties } = schema as { readonly properties?: Readonly<Record<string, { readonly maxItems?: number }>> };
  if (properties === undefined || typeof value !== 'object' || value === null) return [];
  return Object.entries(properties).flatMap(([name, { maxItems }]): readonly ShapeIssue[] => {
    const list = Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
    return Array.isArray(list) && maxItems !== undefined && list.length > maxItems ? [{ kind: 'limit', path: `/${name}`, facts: { keyword: 'maxItems', limit: maxItems } }] : [];
  });
}

/** Every violation of `schema` by `value`, without code generation, so it also runs under a strict CSP. */
export function shapeIssues(schema: TSchema | object, value: unknown, max = 100): readonly ShapeIssue[] {
  const tooLong = oversized(schema, value);
  if (tooLong.length > 0) return tooLong;
  // Most values are as they should be, and to find only that out is quicker.
  if (Check(schema, value)) return [];
  const [ok, errors] = Errors(schema, value) as unknown as [boolean, readonly RawError[]];
  if (ok) return [];
  const issues = closestBranches(errors).flatMap(toIssues);
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const key = `${issue.kind} ${issue.path} ${String(issue.facts['name'] ?? '')}`;
    return !seen.has(key) && seen.add(key);
  }).slice(0, max);
}
