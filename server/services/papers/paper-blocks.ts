import type { Scope } from '../../../runtime/engine/formula.ts';
import type { KnownRun } from '../runs.ts';
import { isFileFact } from '../../../runtime/nodes/file-answer.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { DocumentPage, FieldsPart, ListPart, PaperPart, PicturePart, QrPart, WordsPart } from '../../../runtime/schema/paper.ts';
import type { PaperBlock } from '../../api/paper.ts';
import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { hasDuty } from '../people.ts';
import { basisLines } from '../reasons/bases.ts';
import { compiledPaper, type CompiledPaper } from './compiled-paper.ts';
import { paperText, paperValue, type WordsWork } from './paper-words.ts';

/** Lines of all tables of a document: more is a file for a spreadsheet. */
const MOST_ROWS = 10_000;

/** Who gets the document, and in which language. */
export interface PaperReader {
  readonly user: User;
  readonly locale: Locale;
}

export interface BlocksWork extends WordsWork {
  readonly run: KnownRun;
  readonly id: string;
  readonly page: DocumentPage;
  readonly reader: PaperReader;
  readonly scope: Scope;
  readonly formulas: CompiledPaper;
}

export function blocksWork(run: KnownRun, id: string, page: DocumentPage, reader: PaperReader, scope: Scope): BlocksWork {
  return { run, id, page, reader, scope, formulas: compiledPaper(run.plan, id, page), scenario: run.scenario, state: run.state, locale: reader.locale };
}

function wordsBlock(work: BlocksWork, { block, text, align, values }: WordsPart): PaperBlock {
  const own = Object.fromEntries(Object.entries(values ?? {}).map(([name, source]) => [name, paperValue(work, source, work.formulas.value(source, work.scope))]));
  return { block, text: paperText(work, text, own), ...(align === undefined ? {} : { align }) };
}

function fieldsBlock(work: BlocksWork, { title, pairs, rows }: FieldsPart): PaperBlock {
  return {
    block: 'fields',
    ...(title === undefined ? {} : { title: paperText(work, title) }),
    pairs: pairs ?? 1,
    rows: rows.map((row) => ({ label: paperText(work, row.title), value: paperValue(work, row.value, work.formulas.value(row.value, work.scope), row.unit) })),
  };
}

const FIGURE = /^-?\d[\d,]*(\.\d+)?( \S{1,4})?%?$/;

function listBlock(work: BlocksWork, part: ListPart): PaperBlock {
  const items = work.formulas.items(part.rows, work.scope);
  if (items.length > MOST_ROWS) throw fail('SCN_PAPER_ROWS', { rows: items.length, most: MOST_ROWS, block: part.id });
  // A code of a table of answers has its word where the form has it.
  const source = (own: string) => (own.startsWith('row.') ? `${part.rows}.${own.slice('row.'.length)}` : own);
  const rows = items.map((item) => part.columns.map(({ value, unit }) => paperValue(work, source(value), work.formulas.ofItem(value, part.rows, work.scope, item), unit)));
  return {
    block: 'list',
    ...(part.title === undefined ? {} : { title: paperText(work, part.title) }),
    columns: part.columns.map(({ title, width, unit }, at) => ({ title: paperText(work, title), width: width ?? 1, figures: unit !== undefined || (rows.length > 0 && rows.every((cells) => FIGURE.test(cells[at] ?? ''))) })),
    rows,
  };
}

function pictureBlock(work: BlocksWork, { title, value, width }: PicturePart): PaperBlock {
  const found = work.formulas.value(value, work.scope);
  const file = (Array.isArray(found) ? (found as readonly Json[]) : [found]).find((one) => isFileFact(one)) as JsonObject | undefined;
  return {
    block: 'picture',
    ...(title === undefined ? {} : { title: paperText(work, title) }),
    width: width ?? 60,
    ...(file ? { file: { id: file['id'] as string, name: file['name'] as string, type: file['type'] as string } } : {}),
  };
}

/** A code of nothing would lead nowhere: it is left out. */
function qrBlock(work: BlocksWork, { value, text, width }: QrPart, verify: string): readonly PaperBlock[] {
  const found = value === undefined ? verify : paperValue(work, value, work.formulas.value(value, work.scope));
  if (value !== undefined && work.formulas.value(value, work.scope) === null) return [];
  return [{ block: 'qr', value: found, width: width ?? 30, ...(text === undefined ? {} : { text: paperText(work, text) }) }];
}

function blockOf(work: BlocksWork, part: PaperPart, verify: string): readonly PaperBlock[] {
  if (part.block === 'heading' || part.block === 'text') return [wordsBlock(work, part)];
  if (part.block === 'fields') return [fieldsBlock(work, part)];
  if (part.block === 'list') return [listBlock(work, part)];
  if (part.block === 'picture') return [pictureBlock(work, part)];
  if (part.block === 'qr') return qrBlock(work, part, verify);
  if (part.block === 'seal') return [{ block: 'seal', text: paperText(work, part.text), ...(part.date === undefined ? {} : { date: paperValue(work, part.date, work.formulas.value(part.date, work.scope)) }) }];
  if (part.block === 'basis') return [{ block: 'basis', ...(part.title === undefined ? {} : { title: paperText(work, part.title) }), items: basisLines(work.scenario, part.bases, work.state.asOf, work.locale).map(({ title, article, flag }) => `${title}${article === undefined ? '' : ` ${article}`}${flag === undefined ? '' : `（${flag}）`}`) }];
  return [{ block: 'break' }];
}

/** The parts this reader may see and whose conditions hold, in words. @throws SCN_PAPER_ROWS */
export function paperBlocks(work: BlocksWork, verify: string): readonly PaperBlock[] {
  const shown = work.page.parts.filter(({ when, roles }) => (roles === undefined || hasDuty(work.reader.user, roles)) && (when === undefined || work.formulas.value(when, work.scope) === true));
  return shown.flatMap((part) => blockOf(work, part, verify));
}
