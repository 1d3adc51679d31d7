/** The one place that deals with shapes: what an answer from outside looks like, read off one example and held against every later one. */
import { Type, type TSchema } from 'typebox';
import type { Json, JsonObject } from './json.ts';
import { orNull, valueSchema } from './value-schema.ts';

export const SHAPE_KINDS = ['text', 'number', 'boolean', 'date', 'date-time', 'any'] as const;
export type ShapeKind = (typeof SHAPE_KINDS)[number];

/** `"number"`, a list as `[shape of an item]`, an object as `{ name: shape }`. */
export type Shape = ShapeKind | readonly [Shape] | { readonly [name: string]: Shape };

const MAX_DEPTH = 12;
const MAX_FIELDS = 400;
/** Items of a list that are looked at: later ones seldom tell more. */
const ITEMS_READ = 200;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** The shape of an example; what is not known (null, mixed kinds, too deep) is `any`. */
export function shapeOf(example: Json, depth = 0): Shape {
  if (example === null || depth > MAX_DEPTH) return 'any';
  if (typeof example === 'number') return 'number';
  if (typeof example === 'boolean') return 'boolean';
  if (typeof example === 'string') return DATE.test(example) ? 'date' : DATE_TIME.test(example) ? 'date-time' : 'text';
  if (Array.isArray(example)) {
    const items = (example as readonly Json[]).slice(0, ITEMS_READ).map((item) => shapeOf(item, depth + 1));
    return [items.reduce<Shape>(merged, 'any')];
  }
  return Object.fromEntries(Object.entries(example as JsonObject).slice(0, MAX_FIELDS).map(([name, value]) => [name, shapeOf(value, depth + 1)]));
}

/** What fits both; `any` gives way, since null says nothing about a kind. */
function merged(one: Shape, other: Shape): Shape {
  if (one === 'any' || one === other) return other;
  if (other === 'any') return one;
  if (isList(one) && isList(other)) return [merged(one[0], other[0])];
  if (isFields(one) && isFields(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return Object.fromEntries(names.map((name) => [name, merged(own(one, name) ?? 'any', own(other, name) ?? 'any')]));
  }
  const texts = ['text', 'date', 'date-time'];
  return texts.includes(one as string) && texts.includes(other as string) ? 'text' : 'any';
}

export function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

export function isFields(shape: Shape): shape is { readonly [name: string]: Shape } {
  return typeof shape === 'object' && !Array.isArray(shape);
}

function own(shape: { readonly [name: string]: Shape }, name: string): Shape | undefined {
  return Object.hasOwn(shape, name) ? shape[name] : undefined;
}

/** Whether a stored value is a shape at all, within the limits. */
export function isShape(value: unknown): value is Shape {
  let left = MAX_FIELDS;
  const walk = (one: unknown, depth: number): boolean => {
    left -= 1;
    if (left < 0 || depth > MAX_DEPTH + 1) return false;
    if (typeof one === 'string') return (SHAPE_KINDS as readonly string[]).includes(one);
    if (typeof one !== 'object' || one === null) return false;
    if (Array.isArray(one)) return one.length === 1 && walk(one[0], depth + 1);
    return Object.values(one).every((inner) => walk(inner, depth + 1));
  };
  return walk(value, 0);
}

/** JSON Schema of a shape; every part may be null, since an answer may leave it out. */
export function shapeSchema(shape: Shape): TSchema {
  if (isList(shape)) return orNull(Type.Array(shapeSchema(shape[0])));
  if (isFields(shape)) return orNull(Type.Object(Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, shapeSchema(inner)])), { additionalProperties: false }));
  return valueSchema(shape === 'text' ? 'string' : shape);
}

/** Where an answer is not as its shape says, and how; `path` as in a formula. */
export interface Misfit {
  readonly path: string;
  readonly wanted: string;
  readonly found: string;
}

export type Fitted = { readonly value: Json } | { readonly misfit: Misfit };

const FITS: Readonly<Record<Exclude<ShapeKind, 'any'>, (value: Json) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && DATE.test(value),
  'date-time': (value) => typeof value === 'string' && DATE_TIME.test(value),
};

/** The part of a value that its shape names, missing parts as null; or the first place where it is something else. */
export function fitTo(shape: Shape, value: Json | undefined, path = 'body'): Fitted {
  if (value === undefined || value === null) return { value: null };
  if (isList(shape)) return Array.isArray(value) ? fitItems(shape[0], value as readonly Json[], path) : misfit(path, 'list', value);
  if (isFields(shape)) return typeof value === 'object' && !Array.isArray(value) ? fitFields(shape, value as JsonObject, path) : misfit(path, 'object', value);
  return shape === 'any' || FITS[shape](value) ? { value } : misfit(path, shape, value);
}

function fitItems(shape: Shape, items: readonly Json[], path: string): Fitted {
  const done: Json[] = [];
  for (const [index, item] of items.entries()) {
    const fitted = fitTo(shape, item, `${path}[${index + 1}]`);
    if ('misfit' in fitted) return fitted;
    done.push(fitted.value);
  }
  return { value: done };
}

function fitFields(shape: { readonly [name: string]: Shape }, fields: JsonObject, path: string): Fitted {
  const done: [string, Json][] = [];
  for (const [name, inner] of Object.entries(shape)) {
    const fitted = fitTo(inner, Object.hasOwn(fields, name) ? fields[name] : null, `${path}.${name}`);
    if ('misfit' in fitted) return fitted;
    done.push([name, fitted.value]);
  }
  return { value: Object.fromEntries(done) };
}

function misfit(path: string, wanted: string, value: Json): Fitted {
  return { misfit: { path, wanted, found: Array.isArray(value) ? 'list' : typeof value } };
}
