import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runReplaceSuite } from './support/replace-suite.ts';

runReplaceSuite('in memory', async () => ({ store: createMemoryStore(), remove: async () => undefined }));

runReplaceSuite('in a folder', async () => {
  const { path, remove } = await temporaryFolder();
  return { store: await openEmbeddedStore(path), remove };
});
