import { readFile, rm } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { buildServer } from '../../server/build/build.js';

const END = "'0003-deliveries': deliveries,";

/** What the next version might do to the schema while servers of this one are at work. */
const NEXT = `'9999-next': { up: async (db) => {
  await sql.raw('ALTER TABLE run ADD COLUMN next_note text').execute(db);
  await sql.raw('ALTER TABLE task ADD COLUMN next_note text').execute(db);
  await sql.raw('CREATE INDEX run_next ON run (next_note) WHERE next_note IS NOT NULL').execute(db);
  await sql.raw('CREATE TABLE next_table (id text PRIMARY KEY)').execute(db);
} },`;

/** Lets this version open the database again; what it added stays, as it does for a server that goes on beside a newer one. */
export const FORGET_NEXT = "DELETE FROM schema_migration WHERE name = '9999-next'";

const nextSchema: Plugin = {
  name: 'next-schema',
  setup: (build) => {
    build.onLoad({ filter: /stores\/postgres\/migrate\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes(END)) throw new Error(`${path} has no ${END}`);
      return { contents: source.replace(END, END + NEXT), loader: 'ts' };
    });
  },
};

/** The server of this folder with one migration more, as `dist/next.mjs`. */
export async function buildNextVersion(): Promise<{ readonly remove: () => Promise<void> }> {
  await buildServer({ out: 'next', plugins: [nextSchema] });
  const dist = new URL('../../dist/', import.meta.url);
  return { remove: async () => void (await Promise.all(['next.mjs', 'next.cjs', 'next.cjs.map', 'next.v8'].map((name) => rm(new URL(name, dist), { force: true })))) };
}
