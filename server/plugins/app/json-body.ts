import { isUtf8 } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { SCENARIO_BYTES } from '../../../runtime/schema/limits.ts';
import { fail } from '../../errors.ts';
import { MAX_JSON, MAX_SCENARIO_JSON, parseScanned, scanJson } from '../../services/json-scan.ts';

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** JSON is UTF-8 and comes as it is: whatever names another encoding could be read in two ways. @throws SCN_API_MEDIA */
function refuseEncoded({ headers }: Pick<FastifyRequest, 'headers'>): void {
  const coding = headers['content-encoding'] ?? 'identity';
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (coding.toLowerCase() !== 'identity' || !/^utf-?8$/i.test(charset)) throw fail('SCN_API_MEDIA');
}

/** Bytes from which others get a turn between the steps. */
const LARGE = 262_144;

/** The JSON of a body; undefined for none. @throws SCN_API_MEDIA, SCN_API_JSON, SCN_API_MANY and the codes of `scanJson` */
export async function readJsonBody(request: Pick<FastifyRequest, 'headers' | 'routeOptions'>, body: Buffer): Promise<unknown> {
  refuseEncoded(request);
  const most = (request.routeOptions.bodyLimit ?? 0) >= SCENARIO_BYTES ? MAX_SCENARIO_JSON : MAX_JSON;
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw fail('SCN_API_JSON', { reason: 'not UTF-8' });
  const text = body.toString('utf8');
  if (body.length < LARGE) {
    scanJson(text, most);
    return parseScanned(text);
  }
  await setImmediate();
  scanJson(text, most);
  await setImmediate();
  const value = parseScanned(text);
  await setImmediate();
  return value;
}
