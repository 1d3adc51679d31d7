import type { DocumentPage, PaperKind, PaperPart } from '../../../../../../runtime/schema/paper.ts';
import { freeId } from '../page-edits.ts';

/** A document that is worth looking at from the beginning: a heading, words, what was asked, a code and a place for the seal. */
export function newDocument(title: string): DocumentPage {
  return { type: 'document', title, roles: [], parts: [{ id: 'heading', block: 'heading', text: title }] };
}

export interface NewPartWords {
  readonly words: string;
  readonly field: string;
}

/** A new part of a kind, whole enough to be drawn and checked. */
export function newPart(kind: PaperKind, taken: readonly string[], { words, field }: NewPartWords, bases: readonly string[]): PaperPart {
  const id = freeId(kind, taken);
  if (kind === 'heading' || kind === 'text') return { id, block: kind, text: words };
  if (kind === 'fields') return { id, block: 'fields', rows: [{ title: field, value: 'run.id' }] };
  if (kind === 'list') return { id, block: 'list', rows: '[]', columns: [{ title: field, value: 'row' }] };
  if (kind === 'picture') return { id, block: 'picture', value: 'null' };
  if (kind === 'seal') return { id, block: 'seal', text: words };
  if (kind === 'qr') return { id, block: 'qr' };
  if (kind === 'basis') return { id, block: 'basis', bases: bases.slice(0, 1) };
  return { id, block: 'break' };
}
