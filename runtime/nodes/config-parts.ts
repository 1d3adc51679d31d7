import { Type, type TSchema } from 'typebox';
import type { FormPages } from '../schema/field.ts';
import { KeySchema, NameSchema } from '../schema/ids.ts';
import { label, valueWords } from '../schema/property-text.ts';
import { TextRefSchema } from '../schema/text.ts';

/**
 * The parts node configurations are made of. A property's `format` chooses its editor and tells the engine what
 * to do with it: `feel` is evaluated before the node runs, `feel-row` becomes a `Lambda`, all others stay literal.
 */
type Words = Parameters<typeof label>;

export const closed = { additionalProperties: false } as const;

export const feel = (...words: Words) => Type.String({ format: 'feel', maxLength: 4000, ...label(...words) });
export const feelRow = (...words: Words) => Type.String({ format: 'feel-row', maxLength: 4000, ...label(...words) });
/** A formula that asks a yes-or-no question: `x-condition` has it edited line by line as well. */
export const condition = (...words: Words) => Type.String({ format: 'feel', 'x-condition': true, maxLength: 4000, ...label(...words) });
export const rowCondition = (...words: Words) => Type.String({ format: 'feel-row', 'x-condition': true, maxLength: 4000, ...label(...words) });
/** `"@key"` or literal text; the editor offers every locale. */
export const text = (...words: Words) => Type.String({ ...TextRefSchema, format: 'text', ...label(...words) });
export const name = (...words: Words) => Type.String({ ...NameSchema, ...label(...words) });
export const key = (...words: Words) => Type.String({ ...KeySchema, ...label(...words) });
/** Local name of a dataset, connection or flow; the editor is a choice of those that exist. */
export const dataset = (...words: Words) => Type.String({ ...NameSchema, format: 'dataset', ...label(...words) });
export const connection = (...words: Words) => Type.String({ ...NameSchema, format: 'connection', ...label(...words) });
export const flow = (...words: Words) => Type.String({ ...NameSchema, format: 'flow', ...label(...words) });
/** Local name of a column; the editor offers those of the dataset beside it. */
export const column = (...words: Words) => Type.String({ ...NameSchema, format: 'column', ...label(...words) });
export const count = (minimum: number, maximum: number, ...words: Words) => Type.Integer({ minimum, maximum, ...label(...words) });
/** One of some values; each with what people read instead of it, zh-CN and English. */
export const choice = <const Values extends Readonly<Record<string, readonly [string, string]>>>(values: Values, ...words: Words) =>
  Type.Enum(Object.keys(values) as (keyof Values & string)[], { ...label(...words), ...valueWords(values) });
export const formulas = (...words: Words) => Type.Record(NameSchema, Type.String({ format: 'feel', maxLength: 4000 }), label(...words));
export const rowFormulas = (...words: Words) => Type.Record(NameSchema, Type.String({ format: 'feel-row', maxLength: 4000 }), label(...words));

/** How a form is cut into pages. */
export const formPages = choice(
  { one: ['一页填完（默认，给经办人）', 'All on one page (default, for staff)'], tabs: ['一个小节一个标签', 'A tab for each section'], section: ['一个小节一页', 'A page for each section'], question: ['一题一页（给群众）', 'One question a page (for citizens)'] } satisfies Record<FormPages, readonly [string, string]>,
  '怎样分页', 'Pages',
);

/** Output schemas nodes share. */
export const anything: TSchema = Type.Unsafe({});
export const textOrNull: TSchema = Type.Unsafe({ type: 'string', nullable: true });
export const instantOrNull: TSchema = Type.Unsafe({ type: 'string', format: 'date-time', nullable: true });
export const personOrNull: TSchema = Type.Unsafe({ type: 'object', additionalProperties: true, nullable: true });
