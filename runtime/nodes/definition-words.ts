/** The parts of a config schema in which words are looked for. */
export interface Shape {
  readonly title?: string;
  readonly 'x-en'?: { readonly title?: string };
  readonly enum?: readonly unknown[];
  readonly 'x-values'?: Readonly<Record<string, { readonly 'zh-CN'?: string; readonly en?: string }>>;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape | readonly Shape[];
  readonly anyOf?: readonly Shape[];
}

/** Paths of properties without words in both languages. */
export function unnamed(schema: Shape, path = ''): readonly string[] {
  const parts = Object.entries(schema.properties ?? {}).flatMap(([id, property]) => [
    ...(property.title && property['x-en']?.title ? [] : [`${path}/${id}`]),
    ...unnamed(property, `${path}/${id}`),
  ]);
  const items = [schema.items ?? []].flat() as readonly Shape[];
  return [...parts, ...[...items, ...(schema.anyOf ?? []), ...Object.values(schema.patternProperties ?? {})].flatMap((inner) => unnamed(inner, `${path}/*`))];
}

/** Their editors have words of their own. */
const OWN_WORDS = new Set(['type', 'hitPolicy', 'widget', 'right', 'lock']);

/** Values of enumerations that a panel would show as they are written in JSON. */
export function bareValues(schema: Shape, path = '', key = ''): readonly string[] {
  const words = schema['x-values'] ?? {};
  const bare = OWN_WORDS.has(key) ? [] : (schema.enum ?? []).filter((value) => typeof value === 'string' && !(words[value]?.['zh-CN'] && words[value].en)).map((value) => `${path}: ${String(value)}`);
  const inner = [...[schema.items ?? []].flat(), ...(schema.anyOf ?? []), ...Object.values(schema.patternProperties ?? {})] as readonly Shape[];
  return [...bare, ...Object.entries(schema.properties ?? {}).flatMap(([id, property]) => bareValues(property, `${path}/${id}`, id)), ...inner.flatMap((one) => bareValues(one, `${path}/*`))];
}
