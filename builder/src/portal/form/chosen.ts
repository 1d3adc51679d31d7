import type { PortalField } from '../../../../server/api/portal.ts';
import { plainText } from '../format/plain-text.ts';
import type { ChosenEntry, PickEntry } from './entry-kinds.ts';

const keyOf = (value: unknown): string => JSON.stringify(value);

/** A stored answer as what is ticked, with the words that are known. */
export function chosenEntry(field: PortalField, value: unknown): ChosenEntry {
  const values = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return { chosen: values.map((one, at) => ({ value: one, label: field.choices?.find((choice) => keyOf(choice.value) === keyOf(one))?.label ?? field.valueLabels?.[at] ?? plainText(one) })) };
}

export const isChosen = ({ chosen }: ChosenEntry, value: unknown): boolean => chosen.some((one) => keyOf(one.value) === keyOf(value));

/** What is ticked and the form no longer offers; all that is ticked where the choices are searched for. */
function besides({ choices = [] }: PortalField, { chosen }: ChosenEntry): readonly PickEntry[] {
  return chosen.filter((one) => !choices.some((choice) => keyOf(choice.value) === keyOf(one.value)));
}

/** Whether something is ticked that the form no longer offers. */
export const hasStranger = (field: PortalField, entry: ChosenEntry): boolean => field.choices !== undefined && besides(field, entry).length > 0;

/** The boxes to draw: what is offered, and what is ticked besides, so that it can be unticked. */
export const offeredFor = (field: PortalField, entry: ChosenEntry): readonly PickEntry[] => [...(field.choices ?? []), ...besides(field, entry)];

/** With one more ticked, or one less; in the order of the choices where they are known, then what is offered no longer. */
export function toggled(field: PortalField, entry: ChosenEntry, pick: PickEntry): ChosenEntry {
  const without = entry.chosen.filter((one) => keyOf(one.value) !== keyOf(pick.value));
  const next = without.length < entry.chosen.length ? without : [...without, pick];
  const known = (field.choices ?? []).filter((choice) => isChosen({ chosen: next }, choice.value)).map(({ value, label }) => ({ value, label }));
  return { chosen: [...known, ...besides(field, { chosen: next })] };
}
