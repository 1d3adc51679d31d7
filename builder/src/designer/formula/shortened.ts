/** The beginning of a text that is drawn, not edited; what is longer ends with `…`. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)} …` : text;
}
