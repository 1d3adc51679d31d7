import { answerOf, offlineError, problemOf, RequestError } from './answer-problem.ts';
import { address, SESSION_ENDED } from './request.ts';

interface UploadOptions {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Blob;
  /** Told from 0 to 1 while it goes. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
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
      if (xhr.status === 401) window.dispatchEvent(new Event(SESSION_ENDED));
      if (xhr.status < 200 || xhr.status >= 300) return reject(new RequestError(problemOf(xhr.status, xhr.responseText)));
      try {
        resolve(answerOf(xhr.responseText) as Answer);
      } catch (error) {
        reject(error instanceof Error ? error : offlineError());
      }
    });
    xhr.addEventListener('error', () => reject(offlineError()));
    xhr.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    signal?.addEventListener('abort', () => xhr.abort());
    xhr.send(bytes);
  });
}
