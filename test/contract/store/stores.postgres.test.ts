import { afterAll, inject } from 'vitest';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { freshDatabase, TEMPLATE, type TestDatabase } from '../../support/postgres-database.ts';
import { runStoreSuite } from './store-suite.ts';

let database: TestDatabase | undefined;

afterAll(async () => {
  await database?.remove();
});

runStoreSuite({
  name: 'postgres',
  open: async () => {
    database ??= await freshDatabase(inject('postgresUrl'), TEMPLATE);
    return { store: await openPostgresStore(database.url), remove: database.empty };
  },
  skip: [{ reason: 'the limits of the embedded store', titles: ['a row more than the limit is refused and said'] }],
});
