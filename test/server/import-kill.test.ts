import { describe, expect, it } from 'vitest';
import { startStudioProcess } from '../support/studio-process.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';
import { cutImport, DATASET, finishImport, resumedAt } from './support/import-client.ts';

describe('an import whose server is killed', () => {
  it('is gone on with after the next start, again and again, with nothing doubled and nothing lost', async () => {
    await withTemporaryFolder(async (data) => {
      let studio = await startStudioProcess(data);
      expect((await studio.send('PUT', '/api/datasets', { definition: DATASET })).status).toBe(200);
      let next = 0;
      for (const moment of [4, 25]) {
        const known = await cutImport(studio, next, moment);
        studio = await startStudioProcess(data);
        next = await resumedAt(studio, known);
      }
      await finishImport(studio, next);
      expect(await studio.end('SIGTERM')).toBe(0);
    });
  });
});
