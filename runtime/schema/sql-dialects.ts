/**
 * What is quoted and what is a comment differs from one database to the other, so words can be hidden in what is text
 * here and a statement there. For words that must not be, a statement is therefore read once as each database reads it.
 */
interface Dialect {
  /** `\'` does not end a text; by the letters before the quote. */
  readonly escapes: (quote: string, before: string) => boolean;
  /** A comment that begins at `at` ends here; -1 when none begins. */
  readonly comment: (text: string, at: number) => number;
  readonly dollarQuotes: boolean;
}

const lineEnd = (text: string, at: number): number => (text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at));

/** Comments within comments. */
function nestedEnd(text: string, at: number): number {
  let depth = 0;
  for (let end = at; end < text.length; end += 1) {
    const two = text.slice(end, end + 2);
    if (two === '/*') depth += 1;
    else if (two === '*/') depth -= 1;
    else continue;
    end += 1;
    if (depth === 0) return end + 1;
  }
  return text.length;
}

const postgres: Dialect = {
  escapes: (quote, before) => quote === "'" && /(^|[^\p{L}\p{N}_$])e$/iu.test(before),
  comment: (text, at) => (text.startsWith('--', at) ? lineEnd(text, at) : text.startsWith('/*', at) ? nestedEnd(text, at) : -1),
  dollarQuotes: true,
};

/** `/*! … *\/` is carried out, and `--` without a space after it is two signs. */
const mysql: Dialect = {
  escapes: (quote) => quote !== '`',
  comment: (text, at) => {
    if (text[at] === '#' || /^--(\s|$)/.test(text.slice(at, at + 3))) return lineEnd(text, at);
    if (!text.startsWith('/*', at) || /^\/\*M?!/.test(text.slice(at, at + 4))) return -1;
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 2;
  },
  dollarQuotes: false,
};

function quoteEnd(text: string, at: number, escapes: boolean): number {
  const quote = text[at];
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === '\\' && escapes) end += 1;
    else if (text[end] === quote && text[end + 1] !== quote) return end + 1;
    else if (text[end] === quote) end += 1;
  }
  return text.length;
}

const WORD = /^[\p{L}_][\p{L}\p{N}_$]*/u;

interface Word {
  readonly word: string;
  readonly at: number;
}

function wordsAs({ escapes, comment, dollarQuotes }: Dialect, text: string): readonly Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    const one = text[at] ?? '';
    const commentEnd = comment(text, at);
    const tag = dollarQuotes && one === '$' ? /^\$([\p{L}_][\p{L}\p{N}_]*)?\$/u.exec(text.slice(at, at + 80))?.[0] : undefined;
    if (commentEnd >= 0) at = commentEnd;
    else if (one === "'" || one === '"' || one === '`') at = quoteEnd(text, at, escapes(one, text.slice(Math.max(0, at - 2), at)));
    else if (tag !== undefined) at = text.indexOf(tag, at + tag.length) < 0 ? text.length : text.indexOf(tag, at + tag.length) + tag.length;
    else {
      const word = WORD.exec(text.slice(at, at + 200))?.[0];
      if (word !== undefined) words.push({ word, at });
      at += word?.length ?? 1;
    }
  }
  return words;
}

/** Words that some database would take for words of the statement, with their places. */
export function wordsAnywhere(text: string): readonly Word[] {
  return [...wordsAs(postgres, text), ...wordsAs(mysql, text)];
}
