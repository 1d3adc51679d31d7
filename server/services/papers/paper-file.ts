import type { User } from '../../api/account.ts';
import type { Paper, PaperFormat } from '../../api/paper.ts';
import { isCoded } from '../../errors.ts';
import { openFile } from '../files.ts';
import type { PaperPress } from '../../workers/paper/paper-press.ts';
import type { PaperBase } from './papers.ts';

/** Kinds of pictures that documents can hold; others are named in their place. */
const DRAWN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);
/** Bytes of all pictures of one document. */
const MOST_BYTES = 40 * 1_048_576;

async function bytesOf(base: PaperBase, user: User, id: string): Promise<Buffer | undefined> {
  try {
    const { content } = await openFile(base, user, id);
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    if (isCoded(error, 'SCN_API_NOT_FOUND')) return undefined;
    throw error;
  }
}

/** The pictures of a document as far as the reader may open them. */
async function picturesOf(base: PaperBase, user: User, { blocks }: Paper): Promise<Record<string, Uint8Array>> {
  const found: Record<string, Uint8Array> = {};
  let left = MOST_BYTES;
  for (const block of blocks) {
    if (block.block !== 'picture' || !block.file || found[block.file.id] || !DRAWN.has(block.file.type)) continue;
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that no more than the limit is ever held
    const bytes = await bytesOf(base, user, block.file.id);
    if (!bytes || bytes.length > left) continue;
    left -= bytes.length;
    found[block.file.id] = bytes;
  }
  return found;
}

/** A document as a file, made in a thread of its own; nothing of it is kept. @throws SCN_PAPER_PAGES, SCN_PAPER_THREAD */
export async function paperFile(base: PaperBase & { readonly press: PaperPress }, paper: Paper, format: PaperFormat, user: User): Promise<Uint8Array> {
  return base.press.make({ format, paper, pictures: await picturesOf(base, user, paper) });
}
