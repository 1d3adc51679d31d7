import type { HttpAnswer } from '../../host/host.ts';

const PAGE = /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b/i;

/** Whether an answer is a page for people: what a far side shows who is not logged in, or when it is broken. */
export function isWebPage({ headers, body }: Pick<HttpAnswer, 'headers' | 'body'>): boolean {
  if (typeof body !== 'string') return false;
  return /\b(?:text\/html|xhtml\+xml)\b/i.test(headers['content-type'] ?? '') || PAGE.test(body.slice(0, 500));
}
