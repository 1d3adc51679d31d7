export type ListItem = string | number;

/** The item a person typed: a number where all others are numbers, else text; undefined when nothing was typed. */
export function itemOf(typed: string, items: readonly ListItem[]): ListItem | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const numbers = items.length > 0 && items.every((item) => typeof item === 'number');
  return numbers && Number.isFinite(Number(text)) ? Number(text) : text;
}

export function moved(items: readonly ListItem[], index: number, by: -1 | 1): ListItem[] {
  const item = items[index];
  const to = index + by;
  return item === undefined || to < 0 || to >= items.length ? [...items] : items.toSpliced(index, 1).toSpliced(to, 0, item);
}
