import type { TestProject } from 'vitest/node';
import { openPostgresStore } from '../../server/stores/postgres/postgres-store.ts';
import { freshDatabase, TEMPLATE } from './postgres-database.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly postgresUrl: string;
  }
}

/** One PostgreSQL for all tests of the project; each test makes its own database in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const template = await freshDatabase(server.url, undefined, TEMPLATE);
  await (await openPostgresStore(template.url)).close();
  project.provide('postgresUrl', server.url);
  return server.stop;
}
