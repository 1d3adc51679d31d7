import { createHash } from 'node:crypto';
import type { HttpAnswer, HttpRequest } from '../../runtime/host/host.ts';

const MAX_BYTES = 32 * 1_048_576;
const MAX_ANSWERS = 5_000;

interface Kept {
  readonly answer: HttpAnswer;
  readonly at: number;
  readonly bytes: number;
}

/**
 * Answers to `GET` that may be asked for again. A key says who asks (the release), through which revision of a
 * connection (and so with which credentials) and the whole question: nobody gets an answer that another release,
 * another secret or another input was given.
 */
export interface AnswerCache {
  readonly get: (key: string, maxAgeS: number) => HttpAnswer | undefined;
  readonly put: (key: string, answer: HttpAnswer) => void;
}

export function keyOf(scope: string, version: number, { connection, path, query, headers, link }: HttpRequest): string {
  const sorted = (record: Readonly<Record<string, string>> | undefined) => Object.entries(record ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify([scope, connection, version, path, link ?? null, sorted(query), sorted(headers)])).digest('base64');
}

export function createAnswerCache(now: () => number): AnswerCache {
  const kept = new Map<string, Kept>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  return {
    get: (key, maxAgeS) => {
      const found = kept.get(key);
      if (!found) return undefined;
      if (now() - found.at < maxAgeS * 1000) return found.answer;
      drop(key);
      return undefined;
    },
    put: (key, answer) => {
      if (answer.status < 200 || answer.status > 299 || /\b(no-store|private)\b/i.test(answer.headers['cache-control'] ?? '')) return;
      const size = Buffer.byteLength(JSON.stringify(answer));
      if (size > MAX_BYTES / 8) return;
      drop(key);
      kept.set(key, { answer, at: now(), bytes: size });
      bytes += size;
      for (const oldest of kept.keys()) {
        if (bytes <= MAX_BYTES && kept.size <= MAX_ANSWERS) break;
        drop(oldest);
      }
    },
  };
}
