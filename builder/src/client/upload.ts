import type { Problem } from '../../../server/api/common.ts';
import { address, RequestError } from './request.ts';

interface UploadOptions {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Blob;
  /** Told from 0 to 1 while it goes. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

const offline = () => new RequestError({ type: 'about:blank', title: 'Offline', status: 0, code: 'SCN_API_OFFLINE', detail: 'Offline' });

function problemOf(xhr: XMLHttpRequest): Problem {
  const fallback: Problem = { type: 'about:blank', title: xhr.statusText, status: xhr.status, code: 'SCN_API_UNKNOWN', detail: `HTTP ${xhr.status}` };
  try {
    const body: unknown = JSON.parse(xhr.responseText);
    return typeof body === 'object' && body !== null && 'code' in body ? (body as Problem) : fallback;
  } catch {
    return fallback;
  }
}

/** Sends bytes and tells how far it is, which `fetch` cannot. @throws RequestError */
export function upload<Answer>(path: string, { query, headers, bytes, onProgress, signal }: UploadOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', address(path, query));
    for (const [name, value] of Object.entries({ accept: 'application/json', 'content-type': 'application/octet-stream', ...headers })) xhr.setRequestHeader(name, value);
    xhr.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress?.(event.loaded / event.total);
    });
    xhr.addEventListener('load', () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(JSON.parse(xhr.responseText) as Answer);
      else reject(new RequestError(problemOf(xhr)));
    });
    xhr.addEventListener('error', () => reject(offline()));
    xhr.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    signal?.addEventListener('abort', () => xhr.abort());
    xhr.send(bytes);
  });
}
