import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { Obj, Str } from '../../api/common.ts';
import { FileSchema } from '../../api/people.ts';
import { MOST_BYTES } from '../../services/file-store.ts';
import { openFile, takeFile } from '../../services/files.ts';
import { problemAnswer, typed } from '../typed.ts';
import { readerOf } from './reader.ts';

const config = { access: 'user' as const };
const tags = ['portal'];

/** Files that go with remarks and answers: in as a stream of bytes, out as a download that no browser runs. */
export async function portalFileRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;
  // Only here a body is a stream: the service counts and looks at the bytes as they come.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  const api = typed(app);

  const description = 'The bytes of a file as `application/octet-stream`, at most 20 MB; its kind must be what its name says.';
  api.post('/api/portal/files', { config, schema: { tags, description, querystring: Obj({ name: Str({ minLength: 1, maxLength: 200 }) }), response: { 201: FileSchema, ...problemAnswer } } }, async (request, reply) => {
    const length = Number(request.headers['content-length']);
    // Told from the first line: the rest need not be sent.
    if (length > MOST_BYTES) reply.header('connection', 'close');
    const content = request.body instanceof Readable ? request.body : Readable.from([]);
    const file = await takeFile(studio, readerOf(request).user, { name: request.query.name, ...(Number.isFinite(length) ? { bytes: length } : {}) }, content);
    return reply.code(201).send(file);
  });

  api.get('/api/portal/files/:id', { config, schema: { tags, params: Obj({ id: Str() }) } }, async (request, reply) => {
    const { file, content } = await openFile(studio, readerOf(request).user, request.params.id);
    return reply
      .header('content-type', file.type)
      .header('content-length', file.bytes)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('cache-control', 'private, no-store')
      .send(Readable.from(content));
  });
}
