import { textStart } from '../../../../runtime/schema/cut-text.ts';

/** The beginning of a text that is drawn, not edited; what is longer ends with `…`. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${textStart(text, most)} …` : text;
}
