import { createHash } from 'node:crypto';
import { scopeOfRun, refuseStopped } from '../../../runtime/engine/surroundings.ts';
import { localDay } from '../../../runtime/engine/time.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import { canonicalText } from '../../../runtime/schema/canonical-json.ts';
import type { DocumentPage } from '../../../runtime/schema/paper.ts';
import type { Paper } from '../../api/paper.ts';
import { fail, isCoded } from '../../errors.ts';
import { audit } from '../context.ts';
import { hasDuty } from '../people.ts';
import type { DeskBase } from '../public/desk.ts';
import type { KnownRun, RunBase } from '../runs.ts';
import { textByKey, textOf } from '../texts.ts';
import type { ThemeBase } from '../theme/shown.ts';
import { letterheadOf } from './letterhead.ts';
import { blocksWork, paperBlocks, type PaperReader } from './paper-blocks.ts';
import { paperText } from './paper-words.ts';

/** What a number on paper stands for. It holds nothing of what the document says. */
export interface IssuedPaper {
  readonly run: string;
  readonly page: string;
  readonly digest: string;
  readonly at: string;
}
export const ISSUED = 'issued-paper';

export interface PaperBase extends RunBase, DeskBase, ThemeBase {}

export function paperTitle(scenario: KnownRun['scenario'], id: string, page: DocumentPage, locale: PaperReader['locale']): string {
  return page.title ? textOf(scenario, page.title, locale) : (textByKey(scenario, id, locale) ?? id);
}

/** The moment formulas of a document call now: the same whenever it is asked for. */
const momentOf = ({ state }: KnownRun): string => state.endedAt ?? state.startedAt;

/** Whether a run has come so far that it gives this document, and the reader is one of those it is for. */
function isThere(run: KnownRun, id: string, page: DocumentPage, reader: PaperReader): boolean {
  const { state, plan } = run;
  if (!hasDuty(reader.user, page.roles)) return false;
  if (page.from === 'start' ? state.phase === 'new' : state.phase !== 'completed') return false;
  if (page.when === undefined) return true;
  const scope = scopeOfRun(plan, state, momentOf(run));
  const holds = blocksWork(run, id, page, reader, scope).formulas.value(page.when, scope) === true;
  refuseStopped(plan, scope);
  return holds;
}

/** As `isThere`; a document whose condition cannot be told must not take along the page that only names it. */
function isListed(run: KnownRun, id: string, page: DocumentPage, reader: PaperReader): boolean {
  try {
    return isThere(run, id, page, reader);
  } catch (error) {
    if (isScenarioError(error)) return false;
    throw error;
  }
}

/** The documents of a run for whoever may see the run. */
export function papersOf(run: KnownRun, reader: PaperReader): { id: string; title: string }[] {
  return Object.entries(run.scenario.pages).flatMap(([id, page]) => (page.type === 'document' && isListed(run, id, page, reader) ? [{ id, title: paperTitle(run.scenario, id, page, reader.locale) }] : []));
}

/** The record of a document, made when it is first given out; the same contents keep number and day. */
async function issue(base: PaperBase, number: string, paper: Omit<IssuedPaper, 'at'>): Promise<IssuedPaper> {
  const known = await base.store.documents.get<IssuedPaper>(ISSUED, number);
  if (known) return known.body;
  const issued = { ...paper, at: base.now().toISOString() };
  try {
    await base.store.documents.put<IssuedPaper>(ISSUED, number, issued, { expectedVersion: 0, by: 'system' });
    return issued;
  } catch (error) {
    if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    return (await base.store.documents.get<IssuedPaper>(ISSUED, number))?.body ?? issued;
  }
}

/**
 * A document of a run in words, with the number under which anybody can verify it.
 * @throws SCN_API_NOT_FOUND, SCN_PAPER_ROWS
 */
export async function paperOf(base: PaperBase, run: KnownRun, id: string, reader: PaperReader, origin: string): Promise<Paper> {
  const { scenario, state, plan } = run;
  const page = Object.hasOwn(scenario.pages, id) ? scenario.pages[id] : undefined;
  if (page?.type !== 'document' || !isThere(run, id, page, reader)) throw fail('SCN_API_NOT_FOUND', { what: id });
  const scope = scopeOfRun(plan, state, momentOf(run));
  const work = blocksWork(run, id, page, reader, scope);
  const words = {
    title: paperTitle(scenario, id, page, reader.locale),
    ...(page.header === undefined ? {} : { header: paperText(work, page.header) }),
    ...(page.footer === undefined ? {} : { footer: paperText(work, page.footer) }),
  };
  // Where it is verified depends on what it says, so the codes that lead there are filled in afterwards.
  const said = paperBlocks(work, '');
  refuseStopped(plan, scope);
  const digest = createHash('sha256').update(canonicalText({ run: state.id, page: id, ...words, blocks: said })).digest('hex');
  const number = base.publicDesk.paperNumber(localDay(momentOf(run), scenario.zone), digest);
  const code = base.publicDesk.paperCode(number);
  const letterhead = letterheadOf(base, base.places.of('scenario', scenario.id).unit, reader.locale);
  const { at } = await issue(base, number, { run: state.id, page: id, digest });
  const verify = `${origin}/portal/verify#${number}.${code}`;
  return {
    id, ...words, ...(letterhead ? { letterhead } : {}), app: textOf(scenario, scenario.title, reader.locale), locale: reader.locale, size: page.size ?? 'A4', landscape: page.landscape ?? false,
    numbers: page.numbers ?? true, synthetic: scenario.synthetic ?? false,
    blocks: said.map((block) => (block.block === 'qr' && block.value === '' ? { ...block, value: verify } : block)), number, code, digest, issuedAt: at, verify,
  };
}

/** Puts on record that somebody took a document away. */
export async function notePaper(base: PaperBase, run: KnownRun, paper: Paper, reader: PaperReader, as: string): Promise<void> {
  await audit(base, reader.user.id, 'paper.take', run.state.id, { scenario: run.scenario.id, document: paper.id, number: paper.number, as });
}
