import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Obj, Str } from '../../api/common.ts';
import { PaperFileQuery, PaperSchema } from '../../api/paper.ts';
import { paperFile } from '../../services/papers/paper-file.ts';
import { notePaper, paperOf } from '../../services/papers/papers.ts';
import { demandRun, type Reader } from '../../services/portal.ts';
import { problemAnswer, typed } from '../typed.ts';
import { readerOf } from './reader.ts';

const config = { access: 'user' as const };
const tags = ['portal'];
const params = Obj({ id: Str(), document: Str() });
const TYPES = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' } as const;

/** Documents of a run: in words to be seen and printed, and as files. Nothing of them is kept by anybody on the way. */
export async function portalPaperRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const originOf = (request: FastifyRequest) => studio.baseUrl?.replace(/\/$/, '') ?? `${request.protocol}://${request.host}`;
  const open = async (request: FastifyRequest, { id, document }: { readonly id: string; readonly document: string }, reader: Reader) => {
    const run = await demandRun(studio, id, reader.user);
    return { run, paper: await paperOf(studio, run, document, reader, originOf(request)) };
  };

  api.get('/api/portal/runs/:id/documents/:document', { config, schema: { tags, params, response: { 200: PaperSchema, ...problemAnswer } } }, async (request, reply) => {
    const reader = readerOf(request);
    const { run, paper } = await open(request, request.params, reader);
    await notePaper(studio, run, paper, reader, 'view');
    reply.header('cache-control', 'private, no-store');
    return paper;
  });

  api.get('/api/portal/runs/:id/documents/:document/file', { config, schema: { tags, params, querystring: PaperFileQuery, produces: Object.values(TYPES) } }, async (request, reply) => {
    const { format, lang, open: inBrowser } = request.query;
    const { user, locale } = readerOf(request);
    const reader = { user, locale: lang ?? locale };
    const { run, paper } = await open(request, request.params, reader);
    const file = await paperFile(studio, paper, format, user);
    await notePaper(studio, run, paper, reader, format);
    const name = `${paper.title.replaceAll(/[\p{Cc}\p{Cf}"<>|:*?/\\]/gu, ' ').slice(0, 80)}-${paper.number}.${format}`;
    return reply
      .type(TYPES[format])
      .header('content-disposition', `${inBrowser === true && format === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  });
}
