import { describe, expect, inject, it } from 'vitest';
import { freshDatabase, TEMPLATE } from '../../support/postgres-database.ts';
import { startStudioProcess } from '../../support/studio-process.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { cutImport, DATASET, finishImport, resumedAt } from '../support/import-client.ts';

describe('an import whose server is killed, on a database of several', () => {
  it('is gone on with at another server, with nothing doubled and nothing lost', async () => {
    const database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
    await withTemporaryFolder(async (data) => {
      let at = await startStudioProcess(data, database.url);
      expect((await at.send('PUT', '/api/datasets', { definition: DATASET })).status).toBe(200);
      let next = 0;
      for (const moment of [0, 25]) {
        const other = await startStudioProcess(data, database.url);
        const known = await cutImport(at, next, moment);
        at = other;
        next = await resumedAt(at, known);
      }
      await finishImport(at, next);
      expect(await at.end('SIGTERM')).toBe(0);
    });
    await database.remove();
  }, 180_000);
});
