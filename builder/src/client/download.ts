import { offlineError, problemOf, RequestError } from './answer-problem.ts';
import { SESSION_ENDED } from './request.ts';

/** Fetches a file and hands it to the browser, under the name the server gave it. @throws RequestError */
export async function saveFile(path: string, name: string): Promise<void> {
  let response: Response;
  let bytes: Blob;
  try {
    response = await fetch(path, { credentials: 'same-origin' });
    bytes = await response.blob();
  } catch {
    throw offlineError();
  }
  if (response.status === 401) window.dispatchEvent(new Event(SESSION_ENDED));
  if (!response.ok) throw new RequestError(problemOf(response.status, await bytes.text()));
  const link = document.createElement('a');
  const address = URL.createObjectURL(bytes);
  const told = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  link.href = address;
  link.download = told === undefined ? name : decodeURIComponent(told);
  link.click();
  // The browser reads the object at once; keeping it would hold the whole file.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
