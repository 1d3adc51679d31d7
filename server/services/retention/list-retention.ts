import { titleIn } from '../../../runtime/schema/dataset-words.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { RetentionItem } from '../../api/retention.ts';
import { actorNames } from '../api-keys.ts';
import type { Base } from '../context.ts';
import { SCENARIO } from '../drafts.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { textOf } from '../texts.ts';
import { ALL_AUDIT } from './audit-rule.ts';
import { ALL_NOTICES, datedColumns, listRules, ruleId, type RetentionTarget } from './rules.ts';
import { listTurns } from './turns.ts';

/** Every scenario and dataset and the notices, each with its rule and what came of it. */
export async function listRetention(base: Base & Pick<PolicyBase, 'units' | 'places'>, locale: Locale): Promise<RetentionItem[]> {
  const [rules, turns, names, drafts, datasets] = await Promise.all([listRules(base), listTurns(base), actorNames(base), base.store.documents.list<{ readonly title?: unknown; readonly texts?: unknown }>(SCENARIO), base.store.datasets.list()]);
  const now = base.now().toISOString();
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const turnOf = new Map(turns.map((turn) => [turn.id, turn.body]));
  const unitName = (kind: 'scenario' | 'dataset', id: string) => base.units.find(base.places.of(kind, id).unit)?.name;
  const item = (target: RetentionTarget, facts: Pick<RetentionItem, 'title' | 'unitName' | 'columns'>): RetentionItem => {
    const found = ruleOf.get(ruleId(target));
    const turn = turnOf.get(ruleId(target));
    const last = found && turn?.rule === found.version && turn.at !== undefined ? { last: { at: turn.at, removed: turn.removed, ...(turn.problem === undefined ? {} : { problem: turn.problem }) } } : {};
    if (!found) return { ...target, ...facts, version: 0 };
    const { period, basis, column, by, at, from } = found.body;
    return { ...target, ...facts, rule: { period, basis, ...(column === undefined ? {} : { column }), byName: names.get(by) ?? by, at, from, inForce: from <= now }, ...last, version: found.version };
  };
  const unit = (kind: 'scenario' | 'dataset', id: string) => {
    const name = unitName(kind, id);
    return name === undefined ? {} : { unitName: name };
  };
  return [
    item({ kind: 'notices', id: ALL_NOTICES }, { title: '' }),
    item({ kind: 'audit', id: ALL_AUDIT }, { title: '' }),
    ...drafts.map(({ id, body }) => item({ kind: 'scenario', id }, { title: textOf(body, body.title, locale), ...unit('scenario', id) })),
    ...datasets.map((definition) => {
      const titles = new Map(definition.fields.map((field) => [field.id, titleIn(field, locale) ?? field.id]));
      const columns = datedColumns(definition).map((id) => ({ id, title: titles.get(id) ?? id }));
      return item({ kind: 'dataset', id: definition.id }, { title: titleIn(definition, locale), columns, ...unit('dataset', definition.id) });
    }),
  ];
}
