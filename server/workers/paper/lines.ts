/** Signs that no line begins with, and those that none ends with (GB/T 15834, JIS X 4051). */
const NOT_FIRST = '，。、；：？！）》」』】〕〉’”…—～·％‰℃,.;:?!)]}%';
const NOT_LAST = '（《「『【〔〈‘“([{¥￥$';
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u{3000}-\u{303F}\u{FF00}-\u{FFEF}]/u;
/** Signs that may hang out of a line rather than pull a character down: more than these in a row are broken like words. */
const MOST_KEPT = 8;

/** Text cut into what stays together: words, single Chinese characters, each with the signs that belong to it. */
export function pieces(text: string): readonly string[] {
  const made: string[] = [];
  for (const char of text) {
    const last = made.at(-1);
    const before = last?.at(-1) ?? '';
    const joins = last !== undefined && last !== '' && (
      (char !== ' ' && NOT_FIRST.includes(char) && before !== ' ' && last.length < MOST_KEPT) || (NOT_LAST.includes(before) && last.length < MOST_KEPT) || char === ' ' ||
      (!WIDE.test(char) && !WIDE.test(before) && before !== ' ' && !NOT_LAST.includes(char)));
    if (joins) made[made.length - 1] = last + char;
    else made.push(char);
  }
  return made;
}

/**
 * Breaks text into lines no wider than `width`. What is wider by itself is cut anywhere.
 * @param measure width of one character
 */
export function breakLines(text: string, width: number, measure: (char: string) => number): readonly string[] {
  const widthOf = (part: string) => Array.from(part).reduce((sum, char) => sum + measure(char), 0);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let [line, used] = ['', 0];
    const end = () => {
      lines.push(line.trimEnd());
      [line, used] = ['', 0];
    };
    for (const piece of pieces(paragraph)) {
      const wide = widthOf(piece.trimEnd());
      if (used > 0 && used + wide > width) end();
      if (wide > width) {
        for (const char of piece) {
          const step = measure(char);
          if (used > 0 && used + step > width) end();
          line += char;
          used += step;
        }
      } else {
        line += piece;
        used += widthOf(piece);
      }
    }
    end();
    return lines;
  });
}
