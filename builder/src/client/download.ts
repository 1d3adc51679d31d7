import { problemOf, RequestError, SESSION_ENDED } from './request.ts';

/** Fetches a file and hands it to the browser, under the name the server gave it. @throws RequestError */
export async function saveFile(path: string, name: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin' });
  } catch (cause) {
    throw new RequestError({ type: 'about:blank', title: 'Offline', status: 0, code: 'SCN_API_OFFLINE', detail: cause instanceof Error ? cause.message : String(cause) });
  }
  if (response.status === 401) window.dispatchEvent(new Event(SESSION_ENDED));
  if (!response.ok) throw new RequestError(await problemOf(response));
  const link = document.createElement('a');
  const address = URL.createObjectURL(await response.blob());
  const told = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  link.href = address;
  link.download = told === undefined ? name : decodeURIComponent(told);
  link.click();
  // The browser reads the object at once; keeping it would hold the whole file.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
