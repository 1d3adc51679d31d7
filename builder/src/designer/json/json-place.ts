/** A place in a text, counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export function placeOf(source: string, offset: number): TextPlace {
  const before = source.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n'), offset };
}

/** Where JSON.parse gave up, from the position in its message; the end of the text when it names none. */
export function placeOfJsonError(source: string, error: unknown): TextPlace {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return placeOf(source, position === undefined ? source.length : Number(position));
}
