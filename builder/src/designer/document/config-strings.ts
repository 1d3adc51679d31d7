import { isContainer, isRecord } from './pointer.ts';

/** The parts of a JSON Schema that lead to a string inside a config. */
interface Shape {
  readonly type?: unknown;
  readonly const?: unknown;
  readonly format?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly required?: readonly string[];
  readonly items?: Shape | readonly Shape[];
}

type Holder = Readonly<Record<string, unknown>>;
type MapString = (value: string, format: string | undefined, path: readonly string[], holder: Holder | undefined) => string;

function fits(shape: Shape, value: unknown): boolean {
  if ('const' in shape) return shape.const === value;
  const kind = Array.isArray(value) ? 'array' : isContainer(value) ? 'object' : typeof value;
  if (typeof shape.type === 'string' && shape.type !== kind && !(kind === 'number' && shape.type === 'integer')) return false;
  if (!isRecord(value)) return true;
  const known = shape.properties ?? {};
  const closed = shape.additionalProperties === false && shape.patternProperties === undefined;
  return (shape.required ?? []).every((key) => Object.hasOwn(value, key)) && (!closed || Object.keys(value).every((key) => Object.hasOwn(known, key)));
}

function memberShape(shape: Shape, key: string): Shape {
  if (shape.properties !== undefined && Object.hasOwn(shape.properties, key)) return shape.properties[key] ?? {};
  const pattern = Object.values(shape.patternProperties ?? {})[0];
  return pattern ?? (typeof shape.additionalProperties === 'object' ? shape.additionalProperties : {});
}

function itemShape(shape: Shape, index: number): Shape {
  if (Array.isArray(shape.items)) return (shape.items as readonly Shape[])[index] ?? {};
  return (shape.items as Shape | undefined) ?? {};
}

/** Maps every string of a config together with the format its node type gives it, its place and the record it stands in; the rest stays as it is. */
export function mapConfigStrings(schema: unknown, value: unknown, map: MapString, path: readonly string[] = [], holder?: Holder): unknown {
  const shape = (isRecord(schema) ? schema : {}) as Shape;
  const branches = shape.anyOf ?? shape.oneOf;
  if (branches !== undefined) return mapConfigStrings(branches.find((branch) => fits(branch, value)) ?? {}, value, map, path, holder);
  if (typeof value === 'string') return map(value, typeof shape.format === 'string' ? shape.format : undefined, path, holder);
  if (Array.isArray(value)) return value.map((item: unknown, index) => mapConfigStrings(itemShape(shape, index), item, map, [...path, String(index)], holder));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapConfigStrings(memberShape(shape, key), item, map, [...path, key], value)]));
}
