import type { FastifyInstance } from 'fastify';
import { Readable } from 'node:stream';
import { accountOf } from '../../plugins/app/access.ts';
import { audit } from '../../services/context.ts';
import { archiveLines } from '../../stores/archive/archive-file.ts';
import { typed } from '../typed.ts';

/** Everything in the store as one file, while the server is at work; `scenario-studio restore` takes it back. */
export async function backupRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;
  const schema = { tags: ['system'], description: 'A backup of everything but the secret key: one JSON value a line, the last with counts and hashes of all before. A file without that last line is not whole.' };
  typed(app).get('/api/backup', { config: { access: 'admin' }, schema }, async (request, reply) => {
    await audit(studio, accountOf(request).id, 'store.backup', 'store');
    const at = studio.now().toISOString();
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename="scenario-studio-${at.slice(0, 10)}.archive"`)
      .send(Readable.from(archiveLines(studio.store.archive.dump(), at), { objectMode: false, highWaterMark: 1 << 18 }));
  });
}
