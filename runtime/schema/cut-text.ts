/** The beginning of a text of at most `most` UTF-16 units, never half of a character that takes two. */
export function textStart(text: string, most: number): string {
  const end = text.charCodeAt(most - 1);
  const isHalf = text.length > most && end >= 0xd8_00 && end <= 0xdb_ff;
  return text.slice(0, isHalf ? most - 1 : most);
}

/** A text short enough to be shown, with an ellipsis where something is missing. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${textStart(text, most - 1)}…`;
}
