import { Type } from 'typebox';

/**
 * Node ids, field ids and parameter ids are names in formulas: a letter (any script) or `_`,
 * then letters, digits or `_`. No spaces, dots or operators, so a formula can never misread one.
 */
export const NAME_PATTERN = '^[\\p{L}_][\\p{L}\\p{N}_]{0,63}$';
export const NameSchema = Type.String({ pattern: NAME_PATTERN });

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
