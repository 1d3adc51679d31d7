/** What of JSON Schema the routes use. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** Real things by the names under which routes ask for them. */
export type Things = Readonly<Record<string, string>>;

const BY_FORMAT: Readonly<Record<string, string>> = { date: '2026-01-05', 'date-time': '2026-01-05T08:00:00Z', email: 'a@b.example', uri: 'https://x.example' };
/** One of these fits each pattern of the routes. */
const WORDS = ['lab/x', 'app:x', 'u:x', 'key-12345678', '1', 'ab'.repeat(32), '2026-01-05T08:00', 'https://x.example', 'x', '#112233'];

function textFor({ format, pattern, minLength = 0 }: Schema): string {
  if (format !== undefined && BY_FORMAT[format] !== undefined) return BY_FORMAT[format];
  const long = [...WORDS, 'x'.repeat(minLength)].filter((word) => word.length >= minLength);
  const found = pattern === undefined ? long[0] : long.find((word) => new RegExp(pattern, 'u').test(word));
  if (found === undefined) throw new Error(`no word fits ${pattern}`);
  return found;
}

/** A value that a schema takes: what must be there, nothing more; real things where their names are asked for. */
export function fitting(schema: Schema, things: Things = {}, name = ''): unknown {
  const { type, anyOf, properties = {}, required = [] } = schema;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (anyOf?.[0]) return fitting(anyOf[0], things, name);
  if (type === 'object') return Object.fromEntries(required.map((key) => [key, fitting(properties[key] ?? {}, things, name === 'definition' && key === 'id' ? 'dataset' : key)]));
  if (type === 'array') return Array.from({ length: schema.minItems ?? 0 }, () => fitting(schema.items ?? {}, things, name));
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  if (type === 'boolean') return true;
  if (type === 'string') return things[name] ?? textFor(schema);
  return {};
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema } | undefined>> };
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean; readonly schema: Schema }[];
}

export interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>> | undefined>>;
}

/** A request that a route of the document takes, with things of somebody in its path, question and body. */
export function requestFor(api: Api, route: string, things: Things): { readonly method: string; readonly path: string; readonly body?: unknown } {
  const [method = 'GET', pattern = ''] = route.split(' ');
  const operation = api.paths[pattern.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  const { parameters = [], requestBody } = operation ?? {};
  const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(things[name] ?? String(fitting(parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? { type: 'string' })))).replace('*', 'x');
  const asked = parameters.filter((one) => one.in === 'query' && one.required === true).map((one) => [one.name, String(fitting(one.schema, things, one.name))]);
  const schema = requestBody?.content['application/json']?.schema;
  return { method, path: asked.length === 0 ? path : `${path}?${new URLSearchParams(asked).toString()}`, ...(schema === undefined ? {} : { body: fitting(schema, things) }) };
}
