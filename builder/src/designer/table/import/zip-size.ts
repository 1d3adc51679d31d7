/** Signatures of the end of a zip file and of one entry of its list (APPNOTE.TXT 4.3.12 and 4.3.16). */
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const MOST_COMMENT = 0xffff;

function endOf(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - MOST_COMMENT);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at -= 1) if (view.getUint32(at, true) === END) return at;
  return -1;
}

export interface ZipSize {
  readonly entries: number;
  /** Bytes all entries take once expanded, by the file's own list; no entry is expanded beyond it. */
  readonly bytes: number;
}

/** What a zip file says it expands to, read without expanding anything; undefined when it has no readable list. */
export function zipSize(file: Uint8Array): ZipSize | undefined {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const end = view.byteLength < END_BYTES ? -1 : endOf(view);
  if (end < 0) return undefined;
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let bytes = 0;
  for (let count = 0; count < entries; count += 1) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY) return undefined;
    bytes += view.getUint32(at + 24, true);
    at += ENTRY_BYTES + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { entries, bytes };
}
