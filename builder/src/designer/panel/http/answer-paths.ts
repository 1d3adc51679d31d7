import { isFields, isList, type Shape } from '../../../../../runtime/schema/answer-shape.ts';
import { NAME_PATTERN } from '../../../../../runtime/schema/ids.ts';

/** One part of an example: where it is, what a formula says for it, and what a person may call it. */
export interface AnswerPart {
  /** Stable in one tree. */
  readonly id: string;
  /** What it is called inside its parent; empty for the whole. */
  readonly key: string;
  readonly formula: string;
  readonly name: string;
  readonly shape: Shape;
  readonly parts: readonly AnswerPart[];
}

const NAME = new RegExp(NAME_PATTERN, 'u');
/** Words of the language: after a dot they would be read as such. */
const WORDS = new Set(['and', 'or', 'not', 'in', 'if', 'then', 'else', 'for', 'return', 'some', 'every', 'satisfies', 'between', 'null', 'true', 'false', 'function', 'external', 'instance', 'of']);

/** `response.body.list.id`; a key that is no name is got by its text, also from every row of a list. */
function formulaOf(holder: string, key: string, inList: boolean): string {
  if (NAME.test(key) && !WORDS.has(key)) return `${holder}.${key}`;
  const text = JSON.stringify(key);
  return inList ? `for each in ${holder} return get value(each, ${text})` : `get value(${holder}, ${text})`;
}

/** Every part of an example that can be taken, as a tree. Rows of a list stand for all of them. */
export function answerParts(shape: Shape): AnswerPart {
  const walk = (part: Shape, key: string, formula: string, id: string, inList: boolean): AnswerPart => {
    const item = isList(part) ? part[0] : part;
    const within = inList || isList(part);
    const entries = isFields(item) ? Object.entries(item) : [];
    return { id, key, formula, name: nameOf(key, part), shape: part, parts: entries.map(([name, inner], index) => walk(inner, name, formulaOf(formula, name, within), `${id}.${index}`, within)) };
  };
  return walk(shape, '', 'response.body', '0', false);
}

function nameOf(key: string, shape: Shape): string {
  if (NAME.test(key) && !WORDS.has(key)) return key;
  return isList(shape) ? 'rows' : 'value';
}

/** How many single values an example has. */
export function leavesIn(part: AnswerPart): number {
  return part.parts.length === 0 ? 1 : part.parts.reduce((sum, inner) => sum + leavesIn(inner), 0);
}

/** JSON a person pasted; undefined when it is none. */
export function readExample(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
