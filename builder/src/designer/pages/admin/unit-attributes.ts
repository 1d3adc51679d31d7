import { isRecord } from '../../document/pointer.ts';

/** One attribute of a unit while it is edited. Values that are no text keep their kind until they are typed over. */
export interface AttributeRow {
  readonly key: string;
  readonly name: string;
  readonly value: unknown;
}

export function attributeRows(attributes: unknown): AttributeRow[] {
  return isRecord(attributes) ? Object.entries(attributes).map(([name, value]) => ({ key: name, name, value })) : [];
}

export function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Attributes as they are saved; rows without a name are left out, none at all is undefined. */
export function attributesOf(rows: readonly AttributeRow[]): Record<string, unknown> | undefined {
  const named = rows.filter((row) => row.name.trim() !== '').map((row) => [row.name.trim(), row.value] as const);
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

/** The first name that formulas cannot read as `user.unit.<name>`, or that stands twice. */
export function badAttribute(rows: readonly AttributeRow[]): string | undefined {
  const names = rows.map((row) => row.name.trim()).filter((name) => name !== '');
  return names.find((name, at) => !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) || name === 'id' || name === 'name' || names.indexOf(name) !== at);
}
