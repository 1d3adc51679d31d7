import type { PortalField, PortalForm } from '../../../../server/api/portal.ts';
import { isEmpty, widgetOf, type Entries } from './entry.ts';
import type { Evaluate } from './evaluate.ts';
import { readForm } from './validate.ts';

export type FormOutcome = PortalForm['outcomes'][number];

/** Why an outcome cannot be chosen yet; `fields` are what must be given, empty when the formula does not say. */
export interface OutcomeState {
  readonly ready: boolean;
  readonly needs: readonly { readonly field: PortalField; readonly act: 'open' | 'fill' | 'tick' }[];
}

/** Ids of the form's fields that a formula reads, as `x` or `form.x`. */
export function fieldsRead(ir: unknown, known: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { op, name, key, of } = node as { op?: unknown; name?: unknown; key?: unknown; of?: { op?: unknown; name?: unknown } };
    if (op === 'name' && typeof name === 'string' && known.has(name)) found.add(name);
    if (op === 'path' && typeof key === 'string' && of?.op === 'name' && of.name === 'form' && known.has(key)) found.add(key);
    Object.values(node).forEach(walk);
  };
  walk(ir);
  return found;
}

const lacks = (field: PortalField, entries: Entries): boolean => (widgetOf(field) === 'checkbox' ? entries[field.id] !== true : isEmpty(field, entries[field.id]));

/** A value that would satisfy "is given"; which one does not matter to the question asked. */
function filled(field: PortalField): unknown {
  if (field.type === 'boolean') return true;
  if (field.type === 'list') return [{}];
  return field.choices?.[0]?.value ?? (field.type === 'string' ? 'x' : 1);
}

const ACT = { open: 'open', checkbox: 'tick' } as const;
const actOf = (field: PortalField): 'open' | 'fill' | 'tick' => {
  const kind = widgetOf(field);
  return kind === 'open' || kind === 'checkbox' ? ACT[kind] : 'fill';
};

/** Turns an unmet `require` into things to do: a missing field counts only if the formula stays false with all the others given. */
export function outcomeState(outcome: FormOutcome, form: PortalForm, entries: Entries, evaluate: Evaluate): OutcomeState {
  if (outcome.require === undefined) return { ready: true, needs: [] };
  const { answers, shown } = readForm(form, entries, evaluate);
  if (evaluate(outcome.require, answers) === true) return { ready: true, needs: [] };
  const read = fieldsRead(outcome.require, new Set(shown.map((field) => field.id)));
  const missing = shown.filter((field) => read.has(field.id) && lacks(field, entries));
  const all = { ...answers, ...Object.fromEntries(missing.map((field) => [field.id, filled(field)])) };
  const needed = missing.filter((field) => evaluate(outcome.require, { ...all, [field.id]: answers[field.id] }) !== true);
  return { ready: false, needs: needed.map((field) => ({ field, act: actOf(field) })) };
}
