import type { PortalField } from '../../../../server/api/portal.ts';
import { plainText } from '../format/plain-text.ts';
import type { ChosenEntry, PickEntry } from './entry-kinds.ts';

const keyOf = (value: unknown): string => JSON.stringify(value);

/** A stored answer as what is ticked, with the words that are known. */
export function chosenEntry(field: PortalField, value: unknown): ChosenEntry {
  const values = Array.isArray(value) ? (value as readonly unknown[]) : [];
  return { chosen: values.map((one) => ({ value: one, label: field.choices?.find((choice) => keyOf(choice.value) === keyOf(one))?.label ?? plainText(one) })) };
}

export const isChosen = ({ chosen }: ChosenEntry, value: unknown): boolean => chosen.some((one) => keyOf(one.value) === keyOf(value));

/** Whether something is ticked that the form no longer offers. */
export function hasStranger({ choices }: PortalField, { chosen }: ChosenEntry): boolean {
  return choices !== undefined && !chosen.every((one) => choices.some((choice) => keyOf(choice.value) === keyOf(one.value)));
}

/** With one more ticked, or one less; in the order of the choices where they are known, and without what is offered no longer. */
export function toggled({ choices }: PortalField, entry: ChosenEntry, pick: PickEntry): ChosenEntry {
  const without = entry.chosen.filter((one) => keyOf(one.value) !== keyOf(pick.value));
  const next = without.length < entry.chosen.length ? without : [...without, pick];
  if (choices === undefined) return { chosen: next };
  return { chosen: choices.filter((choice) => isChosen({ chosen: next }, choice.value)).map(({ value, label }) => ({ value, label })) };
}
