import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseCookie } from 'cookie';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Locale } from '../../../runtime/schema/text.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
// Where the server was compiled beforehand, its code cannot import by itself.
const load = import.meta.load ?? ((address: string): Promise<unknown> => import(address));
/** Quick: it is done for every reader. */
const QUALITY = 4;

/** What the built pages lend the server. */
interface Drawing {
  readonly reads: readonly string[];
  readonly draw: (first: First) => { readonly title: string; readonly palette: string; readonly body: string };
}

interface First {
  readonly locale: Locale;
  readonly now: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** The language chosen on the device, else that of the browser, as the pages themselves take it. */
function languageOf(request: FastifyRequest): Locale {
  const chosen = parseCookie(request.headers.cookie ?? '')['language'];
  if (chosen === 'zh-CN' || chosen === 'en') return chosen;
  return request.headers['accept-language']?.startsWith('en') === true ? 'en' : 'zh-CN';
}

/** Asks as the page itself would, and gets what it would get; undefined when anything is refused, which the page then says itself. */
async function answersTo(app: FastifyInstance, request: FastifyRequest, reads: readonly string[], locale: Locale): Promise<Record<string, unknown> | undefined> {
  const headers = { cookie: request.headers.cookie ?? '', 'accept-language': locale, accept: 'application/json' };
  const answers = await Promise.all(reads.map((url) => app.inject({ url, headers, remoteAddress: request.ip })));
  if (answers.some(({ statusCode }) => statusCode !== 200)) return undefined;
  return Object.fromEntries(answers.map((answer, index) => [reads[index] ?? '', answer.json<unknown>()]));
}

async function sendPacked(request: FastifyRequest, reply: FastifyReply, html: string): Promise<FastifyReply> {
  const accepted = request.headers['accept-encoding'] ?? '';
  // It holds what one person may see: nothing on the way keeps it.
  void reply.type('text/html; charset=utf-8').headers({ 'cache-control': 'private, no-store', vary: 'cookie, accept-language, accept-encoding' });
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(await brotli(html, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }));
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(await zip(html));
  return reply.send(html);
}

/** In a block of data nothing runs; only its end must not come early. */
const asBlock = (value: unknown): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
const asText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What the page loads, told in its head: the browser asks for it a moment before it has read the page. */
function linksOf(bare: string): string {
  const kind = (tag: string, path: string): string => (path.endsWith('.css') ? 'preload; as=style; crossorigin' : tag.includes('type="module"') ? 'modulepreload' : 'preload; as=script');
  return [...bare.matchAll(/<(?:script|link)[^>]* (?:src|href)="(\/assets\/[^"]+)"[^>]*>/g)].map(([tag, path = '']) => `<${path}>; rel=${kind(tag, path)}`).join(', ');
}

/** The built page, filled. What goes in is given by functions: in a text `$` would mean something. */
function fill(bare: string, first: First, { title, palette, body }: ReturnType<Drawing['draw']>): string {
  return bare
    .replace(/<html lang="[^"]*">/, () => `<html lang="${first.locale}" data-drawn="${first.locale}" data-palette="${asText(palette)}">`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${asText(title)}</title>`)
    .replace('<div id="root"></div>', () => `<div id="root">${body}</div>\n    <script type="application/json" id="first-page">${asBlock(first)}</script>`);
}

/**
 * The portal's start page as a reader who is logged in sees it, drawn by the same components as in the browser: on a slow
 * network it is there a second before the scripts are. @returns whether it was sent; else the bare page does everything itself
 */
export function firstPageOf(app: FastifyInstance, folder: string): (request: FastifyRequest, reply: FastifyReply) => Promise<boolean> {
  const built = join(folder, '..', 'first-page.mjs');
  let drawing: Promise<Drawing> | undefined;
  return async (request, reply) => {
    if (!request.account || request.sessionMust !== undefined || !existsSync(built)) return false;
    try {
      drawing ??= load(pathToFileURL(built).href) as Promise<Drawing>;
      const { reads, draw } = await drawing;
      const locale = languageOf(request);
      const answers = await answersTo(app, request, reads, locale);
      if (!answers) return false;
      const first = { locale, now: new Date().toISOString(), answers };
      const bare = await readFile(join(folder, 'portal.html'), 'utf8');
      await sendPacked(request, reply.header('link', linksOf(bare)), fill(bare, first, draw(first)));
      return true;
    } catch (error) {
      request.log.error(error, 'The start page could not be drawn');
      return false;
    }
  };
}
