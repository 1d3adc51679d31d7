import type { TSchema } from 'typebox';
import { initialState } from '../../../runtime/engine/state.ts';
import type { TableConfig } from '../../../runtime/rules/table-schema.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { reasonOf } from '../../../server/services/reasons/reason.ts';
import type { ReasonSource } from '../../../server/services/reasons/source.ts';
import { judge } from '../../runtime/rules/table-kit.ts';

/** What a test says of the scenario around a table. */
export interface Around {
  readonly names?: Readonly<Record<string, TSchema>>;
  readonly texts?: Scenario['texts'];
  readonly parameters?: Scenario['parameters'];
  readonly bases?: Scenario['bases'];
  readonly lists?: Scenario['lists'];
  readonly nodes?: Readonly<Record<string, { readonly type: string; readonly config: object; readonly title?: string }>>;
}

export function sourceOf(config: object, around: Around = {}, type = 'rule.table'): Omit<ReasonSource, 'locale'> {
  const scenario = { zone: 'Asia/Shanghai', texts: around.texts ?? {}, parameters: around.parameters ?? {}, bases: around.bases ?? {}, lists: around.lists ?? {}, flows: { main: { nodes: { judged: { type, config }, ...around.nodes } } } } as unknown as Scenario;
  return { scenario, state: { ...initialState(), asOf: '2022-01-20T02:00:00Z' }, releaseNumber: undefined };
}

/** The reason of one judgement of a table in both languages. */
export function reasonsOfTable(config: TableConfig, values: JsonObject, around: Around = {}) {
  const { explanation } = judge(config, values, around.names ? { names: around.names } : {});
  const source = sourceOf(config, around);
  const told = (locale: 'zh-CN' | 'en') => {
    const reason = reasonOf({ ...source, locale }, 'main', 'judged', explanation);
    if (reason === null) throw new Error('no reason');
    return reason;
  };
  return { zh: told('zh-CN'), en: told('en') };
}
