import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const TEXT = /\.(?:js|css|svg|json|map|ttf)$/;
/** Below this the header costs more than it saves. */
const LEAST_BYTES = 1024;
/** What is larger is the designer's editor for code: the last per cent is not worth its seconds. */
const BEST_UP_TO_BYTES = 400_000;

/** @param {string} path */
async function compress(path) {
  const bytes = readFileSync(path);
  if (bytes.length < LEAST_BYTES) return;
  const quality = bytes.length <= BEST_UP_TO_BYTES ? 11 : 9;
  const [small, zipped] = await Promise.all([brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }), zip(bytes, { level: 9 })]);
  writeFileSync(`${path}.br`, small);
  writeFileSync(`${path}.gz`, zipped);
}

/**
 * Lays a brotli and a gzip twin beside every file of text, once, so that no request waits for it.
 * @param {string} folder
 */
export async function compressFolder(folder) {
  await Promise.all(readdirSync(folder).filter((name) => TEXT.test(name)).map((name) => compress(join(folder, name))));
}
