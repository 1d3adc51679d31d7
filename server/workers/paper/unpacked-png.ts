import { inflateSync } from 'node:zlib';

/** Larger files are not read: the library keeps every packed byte as a number of its own meanwhile. */
const MOST_PACKED = 16 * 1_048_576;
/** Samples of one pixel by colour type (W3C PNG, third edition, 11.2.1). */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: ReadonlySet<number> = new Set([1, 2, 4, 8, 16]);
/** Where the seven passes of an interlaced picture begin, and how far apart their pixels are (8.1). */
const PASSES = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;
/** A narrower interlaced picture has passes without pixels, which the library takes for rows. */
const NARROWEST_INTERLACED = 5;

interface Parts {
  readonly header: Buffer;
  readonly packed: Buffer;
  readonly hasTransparency: boolean;
}

/** The parts of a picture that say how it is unpacked; null when they do not fit into the file, or are not in order. */
function partsOf(file: Buffer): Parts | null {
  const packed: Buffer[] = [];
  let header: Buffer | undefined;
  let hasTransparency = false;
  for (let at = 8; at + 12 <= file.length;) {
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, end);
    if ((type === 'IHDR') !== (header === undefined)) return null;
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') packed.push(data);
    if (type === 'tRNS') hasTransparency = true;
    if (type === 'IEND') return header?.length === 13 ? { header, packed: Buffer.concat(packed), hasTransparency } : null;
    at = end + 4;
  }
  return null;
}

/** Whether every row begins with the number of a filter that there is. */
function hasKnownFilters(rows: readonly { readonly count: number; readonly bytes: number }[], data: Buffer): boolean {
  let at = 0;
  for (const { count, bytes } of rows) {
    for (let row = 0; row < count; row += 1, at += bytes) if ((data[at] ?? 0) > 4) return false;
  }
  return true;
}

/**
 * Bytes that the library unpacks of a PNG to draw it: none of one that goes into the document as it is packed. It unpacks
 * without a limit, and an error then ends the thread, so that it is tried here first; null for a picture that is broken or
 * needs more than `most`.
 */
export function unpackedBytes(bytes: Uint8Array, most: number): number | null {
  if (bytes.length > MOST_PACKED) return null;
  const parts = partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!parts) return null;
  const [width, height] = [parts.header.readUInt32BE(0), parts.header.readUInt32BE(4)];
  const [depth = 0, colour = 0, , , interlace = 0] = parts.header.subarray(8);
  const samples = SAMPLES[colour];
  if (samples === undefined || !DEPTHS.has(depth) || interlace > 1 || (interlace === 1 && width < NARROWEST_INTERLACED)) return null;
  const isUnpacked = interlace === 1 || colour === 4 || colour === 6 || (colour === 3 && parts.hasTransparency);
  if (!isUnpacked) return 0;
  const passes = interlace === 1 ? PASSES : ([[0, 0, 1, 1]] as const);
  const rows = passes.map(([left, top, across, down]) => ({ count: Math.max(0, Math.ceil((height - top) / down)), bytes: 1 + Math.ceil((Math.ceil((width - left) / across) * depth * samples) / 8) }));
  const size = rows.reduce((sum, { count, bytes: ofRow }) => sum + count * ofRow, 0);
  if (size > most) return null;
  try {
    const data = inflateSync(parts.packed, { maxOutputLength: size });
    return data.length === size && hasKnownFilters(rows, data) ? size : null;
  } catch {
    return null;
  }
}
