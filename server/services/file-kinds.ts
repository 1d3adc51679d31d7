/** What a file is by its first bytes, and the names it may go by. */
interface FileKind {
  readonly type: string;
  readonly endings: readonly string[];
  readonly fits: (head: Buffer) => boolean;
}

const starts = (...bytes: readonly number[]) => (head: Buffer) => bytes.every((byte, index) => head[index] === byte);
const says = (text: string, at = 0) => (head: Buffer) => head.toString('latin1', at, at + text.length) === text;

/** Office files are archives that begin with their own list or folder. */
function isOffice(folder: string): (head: Buffer) => boolean {
  return (head) => {
    if (!starts(0x50, 0x4b, 0x03, 0x04)(head)) return false;
    const name = head.toString('latin1', 30, 30 + (head[26] ?? 0) + (head[27] ?? 0) * 256);
    return ['[Content_Types].xml', '_rels/', 'docProps/', `${folder}/`].some((part) => name.startsWith(part));
  };
}

/** Text has no zeros and is valid UTF-8 or GB18030; a letter cut at the end of the first bytes is no fault. */
function isText(head: Buffer): boolean {
  if (head.includes(0)) return false;
  if (/^\s*(<!doctype|<html|<script|<svg|<\?xml|#!)/i.test(head.toString('utf8', 0, 200))) return false;
  return ['utf-8', 'gb18030'].some((encoding) => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
      return true;
    } catch {
      return false;
    }
  });
}

const OLE = starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const OPEN = 'application/vnd.openxmlformats-officedocument.';

const KINDS: readonly FileKind[] = [
  { type: 'application/pdf', endings: ['pdf'], fits: says('%PDF-') },
  { type: 'image/png', endings: ['png'], fits: starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], fits: starts(0xff, 0xd8, 0xff) },
  { type: 'image/gif', endings: ['gif'], fits: says('GIF8') },
  { type: 'image/webp', endings: ['webp'], fits: (head) => says('RIFF')(head) && says('WEBP', 8)(head) },
  { type: `${OPEN}wordprocessingml.document`, endings: ['docx'], fits: isOffice('word') },
  { type: `${OPEN}spreadsheetml.sheet`, endings: ['xlsx'], fits: isOffice('xl') },
  { type: `${OPEN}presentationml.presentation`, endings: ['pptx'], fits: isOffice('ppt') },
  { type: 'application/msword', endings: ['doc', 'wps'], fits: OLE },
  { type: 'application/vnd.ms-excel', endings: ['xls', 'et'], fits: OLE },
  { type: 'application/vnd.ms-powerpoint', endings: ['ppt', 'dps'], fits: OLE },
  { type: 'text/plain', endings: ['txt', 'md', 'csv'], fits: isText },
];

/** Endings of the kinds that are taken, for people. */
export const ALLOWED_ENDINGS: readonly string[] = KINDS.flatMap(({ endings }) => endings);

/** The media type of a file whose first bytes are what its name says; null for every other file. */
export function typeOfFile(name: string, head: Buffer): string | null {
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  return KINDS.find(({ endings, fits }) => endings.includes(ending) && fits(head))?.type ?? null;
}
