import { Type } from 'typebox';

/**
 * Node ids, field ids and parameter ids are names in formulas: a letter (any script) or `_`,
 * then letters, digits or `_`. No spaces, dots or operators, so a formula can never misread one.
 */
export const NAME_PATTERN = '^[\\p{L}_][\\p{L}\\p{N}_]{0,63}$';
export const NameSchema = Type.String({ pattern: NAME_PATTERN });

/** Where a node stands in a run: its id, below the loops and calls that it stands in (`duties[0]/handle`). */
const STEP = '[\\p{L}_][\\p{L}\\p{N}_]{0,63}(\\[\\d{1,6}\\])?';
export const NodePathSchema = Type.String({ pattern: `^${STEP}(/${STEP}){0,8}$` });

/** Ids that never appear in a formula (edges, rules, releases): also `-` and leading digits. */
export const KEY_PATTERN = '^[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]{0,79}$';
export const KeySchema = Type.String({ pattern: KEY_PATTERN });

/** Dataset and connection addresses: `health/report`. */
export const ADDRESS_PATTERN = '^[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*){0,3}$';
export const AddressSchema = Type.String({ pattern: ADDRESS_PATTERN });

/** Scenario ids are used in URLs. */
export const SLUG_PATTERN = '^[a-z0-9][a-z0-9-]{0,62}$';
export const SlugSchema = Type.String({ pattern: SLUG_PATTERN });

/** Names that scenarios may not take: the scope words of every formula. */
export const RESERVED_NAMES = ['row', 'param', 'run', 'user', 'item'] as const;

/** Words of the language itself; what has such a name could never be read in a formula. */
export const FORMULA_WORDS: readonly string[] = ['if', 'then', 'else', 'for', 'in', 'return', 'some', 'every', 'satisfies', 'and', 'or', 'not', 'between', 'instance', 'of', 'function', 'external', 'true', 'false', 'null', 'date', 'time', 'duration'];

/** Names that nodes may not take: those of formulas, and what every object has, under which no answer could be kept. */
export const RESERVED_NODE_NAMES: ReadonlySet<string> = new Set([...RESERVED_NAMES, ...FORMULA_WORDS, 'form', ...Object.getOwnPropertyNames(Object.prototype)]);
