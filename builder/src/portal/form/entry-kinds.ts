import type { FileView } from '../../../../server/api/people.ts';

export { narrowText as narrow } from '../../../../runtime/schema/text-kind/text-kind.ts';

/** What a person typed, kept exactly: an entry becomes an answer only when it makes sense. */
export interface DateEntry {
  readonly y: string;
  readonly m: string;
  readonly d: string;
}
export interface MomentEntry extends DateEntry {
  readonly time: string;
}
export interface PickEntry {
  readonly value: unknown;
  readonly label: string;
  readonly detail?: string;
}
export interface FilesEntry {
  readonly files: readonly FileView[];
  /** So many more are on their way. */
  readonly sending?: number;
}
/** Cells as typed, by column; a chosen one is its JSON. */
export interface RowEntry {
  readonly key: number;
  readonly cells: Readonly<Record<string, string | boolean>>;
}
export interface RowsEntry {
  readonly rows: readonly RowEntry[];
}
export interface RegionPart {
  readonly code: string;
  readonly name: string;
}
export interface RegionEntry {
  /** From the widest down. */
  readonly path: readonly RegionPart[];
  /** Nothing further down is asked, or nothing lies there. */
  readonly whole: boolean;
}
export interface LocationEntry {
  readonly place: string;
  readonly lng: string;
  readonly lat: string;
  /** Metres, when the device said where it is. */
  readonly accuracy?: number;
}
/** What is ticked, with its words. */
export interface ChosenEntry {
  readonly chosen: readonly PickEntry[];
}
export type Entry = string | boolean | DateEntry | MomentEntry | PickEntry | FilesEntry | RowsEntry | RegionEntry | LocationEntry | ChosenEntry;
export type Entries = Readonly<Record<string, Entry>>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
export const isFile = (value: unknown): value is FileView => isObject(value) && typeof value['id'] === 'string' && typeof value['name'] === 'string' && typeof value['type'] === 'string' && typeof value['bytes'] === 'number';

export const isFilesEntry = (entry: unknown): entry is FilesEntry => isObject(entry) && Array.isArray(entry['files']) && entry['files'].every(isFile);
export const isDateEntry = (entry: unknown): entry is DateEntry => isObject(entry) && 'y' in entry && 'm' in entry && 'd' in entry;
export const isPickEntry = (entry: unknown): entry is PickEntry => isObject(entry) && 'label' in entry && 'value' in entry;
export const isRowsEntry = (entry: unknown): entry is RowsEntry => isObject(entry) && Array.isArray(entry['rows']) && entry['rows'].every((row: unknown) => isObject(row) && typeof row['key'] === 'number' && isObject(row['cells']) && Object.values(row['cells']).every((cell) => typeof cell === 'string' || typeof cell === 'boolean'));
export const isChosenEntry = (entry: unknown): entry is ChosenEntry => isObject(entry) && Array.isArray(entry['chosen']) && entry['chosen'].every((one: unknown) => isPickEntry(one) && typeof one.label === 'string');
export const isRegionEntry = (entry: unknown): entry is RegionEntry => isObject(entry) && Array.isArray(entry['path']) && typeof entry['whole'] === 'boolean' && entry['path'].every((part: unknown) => isObject(part) && typeof part['code'] === 'string' && typeof part['name'] === 'string');
export const isLocationEntry = (entry: unknown): entry is LocationEntry => isObject(entry) && typeof entry['place'] === 'string' && typeof entry['lng'] === 'string' && typeof entry['lat'] === 'string';
