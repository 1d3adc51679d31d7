import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { fail } from '../../errors.ts';
import { parseJson } from '../../services/json-scan.ts';

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** JSON is UTF-8 and comes as it is: whatever names another encoding could be read in two ways. @throws SCN_API_MEDIA */
function refuseEncoded({ headers }: Pick<FastifyRequest, 'headers'>): void {
  const coding = headers['content-encoding'] ?? 'identity';
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (coding.toLowerCase() !== 'identity' || !/^utf-?8$/i.test(charset)) throw fail('SCN_API_MEDIA');
}

/** The JSON of a body; undefined for none. @throws SCN_API_MEDIA, SCN_API_JSON and the codes of `parseJson` */
export function readJsonBody(request: Pick<FastifyRequest, 'headers'>, body: Buffer): unknown {
  refuseEncoded(request);
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw fail('SCN_API_JSON', { reason: 'not UTF-8' });
  return parseJson(body.toString('utf8'));
}
