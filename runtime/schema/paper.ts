import { Type, type Static, type TProperties } from 'typebox';
import { Feel, FeelRow } from './field.ts';
import { KeySchema, NameSchema } from './ids.ts';
import { TextRefSchema } from './text.ts';
import { TILE_UNITS } from './tile.ts';

/** Every kind of part of a document, in the order in which the editor offers them. */
export const PAPER_KINDS = ['heading', 'text', 'fields', 'list', 'picture', 'seal', 'qr', 'basis', 'break'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export const PAPER_ALIGNS = ['left', 'center', 'right'] as const;
export const PAPER_SIZES = ['A4', 'A5', 'A3'] as const;

/** Words that may name values; the format lets a renamed node be found in them. */
const words = Type.String({ ...TextRefSchema, format: 'text' });
const unit = Type.Optional(Type.Enum([...TILE_UNITS]));

function part<const Kinds extends readonly PaperKind[], Own extends TProperties>(kinds: Kinds, own: Own) {
  return Type.Object(
    {
      id: NameSchema,
      block: Type.Enum([...kinds] as unknown as [Kinds[number], ...Kinds[number][]]),
      when: Type.Optional(Feel('Printed only when this is true')),
      roles: Type.Optional(Type.Array(Type.String({ ...NameSchema, format: 'role' }), { minItems: 1, maxItems: 20, description: 'Printed only for whoever has one of these roles' })),
      ...own,
    },
    { additionalProperties: false },
  );
}

/** Words with `{node.field}`, `{param.name}` and the values it names itself. */
export const WordsPartSchema = part(['heading', 'text'], {
  text: words,
  align: Type.Optional(Type.Enum([...PAPER_ALIGNS])),
  values: Type.Optional(Type.Record(NameSchema, Feel('A value the words name as `{name}`'))),
});
export type WordsPart = Static<typeof WordsPartSchema>;

/** Names and values beside each other, in one or two pairs a line. */
export const FieldsPartSchema = part(['fields'], {
  title: Type.Optional(words),
  pairs: Type.Optional(Type.Integer({ minimum: 1, maximum: 2, default: 1, description: 'Pairs on a line' })),
  rows: Type.Array(Type.Object({ title: words, value: Feel(), unit }, { additionalProperties: false }), { minItems: 1, maxItems: 60 }),
});
export type FieldsPart = Static<typeof FieldsPartSchema>;

/** A table with a line for each item; its headings stand on every sheet. */
export const ListPartSchema = part(['list'], {
  title: Type.Optional(words),
  rows: Feel('A list'),
  columns: Type.Array(
    Type.Object({ title: words, value: FeelRow('Of one item, which is `row`'), unit, width: Type.Optional(Type.Integer({ minimum: 1, maximum: 12, default: 1, description: 'Share of the width' })) }, { additionalProperties: false }),
    { minItems: 1, maxItems: 12 },
  ),
});
export type ListPart = Static<typeof ListPartSchema>;

/** A photo or a signature out of an answer. */
export const PicturePartSchema = part(['picture'], {
  title: Type.Optional(words),
  value: Feel('Answer of a file, photo or signature field'),
  width: Type.Optional(Type.Integer({ minimum: 10, maximum: 250, default: 60, description: 'Millimetres' })),
});
export type PicturePart = Static<typeof PicturePartSchema>;

/** Where a seal goes: who seals, and the day. */
export const SealPartSchema = part(['seal'], { text: words, date: Type.Optional(Feel('The day below')) });
export type SealPart = Static<typeof SealPartSchema>;

/** A QR code: of a value, or without one of the address where the document can be verified. */
export const QrPartSchema = part(['qr'], {
  value: Type.Optional(Feel('Left out: the address that verifies the document')),
  text: Type.Optional(words),
  width: Type.Optional(Type.Integer({ minimum: 15, maximum: 100, default: 30, description: 'Millimetres' })),
});
export type QrPart = Static<typeof QrPartSchema>;

/** Legal bases of the scenario, by name. */
export const BasisPartSchema = part(['basis'], { title: Type.Optional(words), bases: Type.Array(KeySchema, { minItems: 1, maxItems: 40 }) });
export type BasisPart = Static<typeof BasisPartSchema>;

export const BreakPartSchema = part(['break'], {});

export const PaperPartSchema = Type.Union([WordsPartSchema, FieldsPartSchema, ListPartSchema, PicturePartSchema, SealPartSchema, QrPartSchema, BasisPartSchema, BreakPartSchema]);
export type PaperPart = Static<typeof PaperPartSchema>;

/** What a run gives on paper: seen, printed or taken away as PDF or DOCX by whoever may see the run. */
export const DocumentPageSchema = Type.Object(
  {
    type: Type.Literal('document'),
    title: Type.Optional(words),
    roles: Type.Array(Type.String({ ...NameSchema, format: 'role' }), { description: 'Of those who may see the run, only these; none = all of them' }),
    from: Type.Optional(Type.Enum(['start', 'end'], { default: 'end', description: 'There as soon as the run has begun, or when it is completed' })),
    when: Type.Optional(Feel('There only when this is true')),
    parts: Type.Array(PaperPartSchema, { maxItems: 60 }),
    header: Type.Optional(words),
    footer: Type.Optional(words),
    numbers: Type.Optional(Type.Boolean({ default: true, description: 'Numbers of the sheets' })),
    size: Type.Optional(Type.Enum([...PAPER_SIZES])),
    landscape: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type DocumentPage = Static<typeof DocumentPageSchema>;

/** One formula of a document with its place; `of` is the list whose items its `row` is. */
export interface PaperFormula {
  readonly source: string;
  readonly path: readonly (string | number)[];
  readonly of?: string;
}

function ofPart(part: PaperPart): readonly PaperFormula[] {
  const own: PaperFormula[] = part.when === undefined ? [] : [{ source: part.when, path: ['when'] }];
  if ('values' in part) own.push(...Object.entries(part.values ?? {}).map(([id, source]) => ({ source, path: ['values', id] })));
  if (part.block === 'fields') own.push(...part.rows.map(({ value }, index) => ({ source: value, path: ['rows', index, 'value'] })));
  if (part.block === 'list') own.push({ source: part.rows, path: ['rows'] }, ...part.columns.map(({ value }, index) => ({ source: value, path: ['columns', index, 'value'], of: part.rows })));
  if ((part.block === 'picture' || part.block === 'qr') && part.value !== undefined) own.push({ source: part.value, path: ['value'] });
  if (part.block === 'seal' && part.date !== undefined) own.push({ source: part.date, path: ['date'] });
  return own;
}

/** Every formula of a document. */
export function paperFormulas(page: DocumentPage): readonly PaperFormula[] {
  return [
    ...(page.when === undefined ? [] : [{ source: page.when, path: ['when'] }]),
    ...page.parts.flatMap((one, index) => ofPart(one).map((formula) => ({ ...formula, path: ['parts', index, ...formula.path] }))),
  ];
}

/** Texts of a document that may name values, with the names each has of its own. */
export function paperTexts(page: DocumentPage): readonly { readonly text: string; readonly path: readonly (string | number)[]; readonly own: readonly string[] }[] {
  const words = page.parts.flatMap((one, index) => {
    const at = (member: string) => ['parts', index, member];
    const own = 'values' in one ? Object.keys(one.values ?? {}) : [];
    return [
      ...('text' in one && one.text !== undefined ? [{ text: one.text, path: at('text'), own }] : []),
      ...('title' in one && one.title !== undefined ? [{ text: one.title, path: at('title'), own }] : []),
    ];
  });
  return [...words, ...(['header', 'footer'] as const).flatMap((member) => (page[member] === undefined ? [] : [{ text: page[member], path: [member], own: [] }]))];
}

/** Bytes that a QR code of a document holds: a little under what its largest size can. */
const QR_BYTES = 2000;

/** Whether a QR code can be made of it. */
export function fitsQr(value: string): boolean {
  return new TextEncoder().encode(value).length <= QR_BYTES;
}

/** Pairs of names and values by line: two short ones beside each other where that is wanted, a long one alone. */
export function pairLines<Pair extends { readonly value: string }>(rows: readonly Pair[], pairs: number): readonly (readonly Pair[])[] {
  if (pairs !== 2) return rows.map((row) => [row]);
  const isLong = ({ value }: Pair) => value.includes('\n') || Array.from(value).reduce((wide, char) => wide + (char > '\u{2E80}' ? 2 : 1), 0) > 44;
  const lines: Pair[][] = [];
  for (const row of rows) {
    const last = lines.at(-1);
    const [before] = last ?? [];
    if (last?.length === 1 && before && !isLong(before) && !isLong(row)) last.push(row);
    else lines.push([row]);
  }
  return lines;
}
