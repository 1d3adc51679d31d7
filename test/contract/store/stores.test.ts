import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { runStoreSuite } from './store-suite.ts';

runStoreSuite({ name: 'memory', open: async () => ({ store: createMemoryStore(), remove: async () => undefined }) });

runStoreSuite({
  name: 'embedded',
  open: async () => {
    const folder = await temporaryFolder();
    return { store: await openEmbeddedStore(folder.path), remove: folder.remove };
  },
});

runStoreSuite({
  name: 'embedded, a snapshot every few lines',
  open: async () => {
    const folder = await temporaryFolder();
    return { store: await openEmbeddedStore(folder.path, { snapshotLines: 3 }), remove: folder.remove };
  },
  skip: [{ reason: 'the same code as without snapshots, and some seconds long', titles: ['a row more than the limit is refused and said'] }],
});
