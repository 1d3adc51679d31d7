import { afterAll, beforeAll, inject } from 'vitest';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { freshDatabase, TEMPLATE, type TestDatabase } from '../../support/postgres-database.ts';
import { runReplaceSuite } from '../support/replace-suite.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
});
afterAll(() => database.remove());

runReplaceSuite('in a database', async () => ({ store: await openPostgresStore(database.url), remove: () => database.empty() }));
