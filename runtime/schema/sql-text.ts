import { wordsAnywhere } from './sql-dialects.ts';

/** The one place that reads SQL text: only as far as parameters, and that it is one statement that reads. */

/** What is wrong with a text, and where. */
export interface SqlFault {
  readonly kind: 'empty' | 'not-a-read' | 'many-statements' | 'open-quote' | 'file' | 'positional' | 'too-many';
  readonly at: number;
  readonly word: string;
}

export interface SqlText {
  /** Names of parameters (`:name`) in the order they first appear. */
  readonly names: readonly string[];
  readonly faults: readonly SqlFault[];
  /** The text with every parameter put as the database wants it. */
  readonly written: (placeholder: (index: number) => string) => { readonly text: string; /** Names, one per placeholder. */ readonly order: readonly string[] };
}

const READS = /^(select|with|values|table)$/i;
const MOST_PARAMETERS = 100;
/** Ways to reach files of the database server and other databases out of a query that reads, or to carry out a text that nobody has looked at. */
const FILES = /^(outfile|dumpfile|load_file|pg_read_\w+|pg_ls_\w+|pg_stat_file|lo_\w+|dblink\w*|copy|query_to_xml\w*|cursor_to_xml\w*)$/i;
const NAME = /^[\p{L}_][\p{L}\p{N}_]*/u;
const WORD = /^[\p{L}_][\p{L}\p{N}_$]*/u;

interface Piece {
  readonly kind: 'plain' | 'parameter' | 'word' | 'end';
  readonly text: string;
  readonly at: number;
}

/** The end of a quoted part that begins at `at`; -1 when it never ends. A doubled quote is one of its characters. */
function quotedEnd(text: string, at: number, quote: string): number {
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === '\\' && quote === "'") end += 1;
    else if (text[end] === quote) {
      if (text[end + 1] !== quote) return end + 1;
      end += 1;
    }
  }
  return -1;
}

/** `$tag$ … $tag$` of PostgreSQL. */
function dollarEnd(text: string, at: number): number | null {
  const tag = /^\$[\p{L}_]*[\p{L}\p{N}_]*\$/u.exec(text.slice(at, at + 80))?.[0];
  if (tag === undefined) return null;
  const end = text.indexOf(tag, at + tag.length);
  return end < 0 ? -1 : end + tag.length;
}

/** The end of what is no statement text at `at`: a comment or something quoted. Null when there is none, -1 when it never ends. */
function skipped(text: string, at: number): number | null {
  const two = text.slice(at, at + 2);
  if (two === '--') return text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
  if (two === '/*') return text.indexOf('*/', at + 2) < 0 ? -1 : text.indexOf('*/', at + 2) + 2;
  const one = text[at] ?? '';
  if (one === "'" || one === '"' || one === '`') return quotedEnd(text, at, one);
  return one === '$' ? dollarEnd(text, at) : null;
}

function piecesOf(text: string, faults: SqlFault[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const end = skipped(text, at);
    if (end === -1) {
      faults.push({ kind: 'open-quote', at, word: text.slice(at, at + 12) });
      return [...pieces, { kind: 'plain', text: text.slice(at), at }];
    }
    const rest = text.slice(at, at + 200);
    // `::type` is a cast; a colon after a name or number (array slices) is none of ours either.
    const name = text[at] === ':' && text[at + 1] !== ':' && text[at - 1] !== ':' && !/[\p{L}\p{N}_\])]/u.test(text[at - 1] ?? ' ') ? NAME.exec(rest.slice(1))?.[0] : undefined;
    const word = WORD.exec(rest)?.[0];
    const taken = end !== null ? text.slice(at, end) : name !== undefined ? `:${name}` : (word ?? text[at] ?? '');
    pieces.push({ kind: end !== null ? 'plain' : name !== undefined ? 'parameter' : word !== undefined ? 'word' : taken === ';' ? 'end' : 'plain', text: taken, at });
    at += taken.length;
  }
  return pieces;
}

function isBlank({ kind, text }: Piece): boolean {
  return kind === 'plain' && (text.trim() === '' || text.startsWith('--') || text.startsWith('/*'));
}

/** By its name, or by its name in quotes where it is called; a name spelt in code points (`U&"…"`) is nobody's honest wish. */
function reachesFiles({ kind, text }: Piece, before: string, next: Piece | undefined): boolean {
  if (kind === 'word') return FILES.test(text);
  if (!/^["`]/.test(text)) return false;
  return (/u&/i.test(before) && text.startsWith('"')) || (next?.text === '(' && FILES.test(text.slice(1, -1)));
}

/** `?` and `$1` would stand for parameters of the driver, which have no names here. */
function isPositional({ kind, text }: Piece, next: Piece | undefined): boolean {
  return kind === 'plain' && (text === '?' || (text === '$' && next !== undefined && /^\d/.test(next.text)));
}

/** Reads a statement; never throws. A text with faults must not be sent. */
export function readSql(text: string): SqlText {
  const faults: SqlFault[] = [];
  const pieces = piecesOf(text, faults);
  const said = pieces.filter((piece) => !isBlank(piece));
  const first = said.find(({ text: word }) => word !== '(');
  if (first === undefined) faults.push({ kind: 'empty', at: 0, word: '' });
  else if (first.kind !== 'word' || !READS.test(first.text)) faults.push({ kind: 'not-a-read', at: first.at, word: first.text.slice(0, 30) });
  const end = said.findIndex(({ kind }) => kind === 'end');
  const after = end < 0 ? undefined : said.slice(end).find(({ kind }) => kind !== 'end');
  if (after) faults.push({ kind: 'many-statements', at: after.at, word: after.text.slice(0, 30) });
  for (const [index, piece] of said.entries()) {
    if (reachesFiles(piece, text.slice(piece.at - 2, piece.at), said[index + 1])) faults.push({ kind: 'file', at: piece.at, word: piece.text.slice(0, 30) });
  }
  for (const { word, at } of wordsAnywhere(text)) {
    if (FILES.test(word) && !faults.some((fault) => fault.kind === 'file' && fault.at === at)) faults.push({ kind: 'file', at, word: word.slice(0, 30) });
  }
  for (const [index, piece] of pieces.entries()) {
    if (isPositional(piece, pieces[index + 1])) faults.push({ kind: 'positional', at: piece.at, word: piece.text });
  }
  const names = [...new Set(pieces.filter(({ kind }) => kind === 'parameter').map(({ text: name }) => name.slice(1)))];
  if (names.length > MOST_PARAMETERS) faults.push({ kind: 'too-many', at: 0, word: String(names.length) });
  return {
    names,
    faults,
    written: (placeholder) => {
      const order: string[] = [];
      const parts = pieces.filter(({ kind }) => kind !== 'end').map((piece) => {
        if (piece.kind !== 'parameter') return piece.text;
        order.push(piece.text.slice(1));
        return placeholder(order.length);
      });
      return { text: parts.join(''), order };
    },
  };
}
