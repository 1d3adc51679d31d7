import { Type, type TSchema } from 'typebox';
import { DEFAULT_ITEM_NAME, elementSchema } from '../rules/compile-table.ts';
import type { TableConfig } from '../rules/table-schema.ts';
import type { NodeEnv } from './node-env.ts';

/** The schema of what a table judges one by one. */
export function elementOf(config: TableConfig, env: NodeEnv): TSchema {
  return config.each === undefined ? Type.Unsafe({}) : elementSchema(env.infer?.(config.each) ?? Type.Unsafe({}));
}

/** The element, the helper values before this place, for a cell the value of its column as `?`, for results the columns. */
export function tableLocals(config: TableConfig, env: NodeEnv, path: readonly string[]): Readonly<Record<string, TSchema>> {
  const [part] = path;
  if (part === 'each' || part === 'empty') return {};
  const locals: Record<string, TSchema> = config.each === undefined ? {} : { [config.as ?? DEFAULT_ITEM_NAME]: elementOf(config, env) };
  for (const [name, source] of Object.entries(config.let ?? {})) {
    if (part === 'let' && path[1] === name) return locals;
    locals[name] = env.infer?.(source, locals) ?? Type.Unsafe({});
  }
  if (part === 'incomplete' || path[2] === 'then') return { ...inputLocals(config, env, locals), ...locals };
  if (part === 'inputs') return locals;
  const schemaOf = (source: string): TSchema => env.infer?.(source, locals) ?? Type.Unsafe({});
  if (part === 'rules' && path[2] === 'when') {
    const input = config.inputs.find((candidate) => candidate.id === path[3]);
    return { ...locals, '?': input === undefined ? Type.Unsafe({}) : schemaOf(input.expr) };
  }
  // Results read the columns by name; a name that already means something else keeps its meaning.
  const columns = config.inputs.filter((input) => !Object.hasOwn(locals, input.id)).map((input) => [input.id, schemaOf(input.expr)] as const);
  return { ...Object.fromEntries(columns), ...locals };
}

/** Results read the columns of their table by id. */
function inputLocals(config: TableConfig, env: NodeEnv, locals: Readonly<Record<string, TSchema>>): Record<string, TSchema> {
  return Object.fromEntries(config.inputs.map((input) => [input.id, env.infer?.(input.expr, locals) ?? Type.Unsafe({})]));
}
