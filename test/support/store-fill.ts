import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';

/** Writes until it is refused and says how much was acknowledged and why it ended. Argument: folder. */
const store = await openEmbeddedStore(process.argv[2] ?? '');
let acknowledged = 0;
let code = '';
while (code === '') {
  try {
    await store.documents.put('session', `s${acknowledged}`, 'x'.repeat(500), { expectedVersion: 0, by: 'u' });
    acknowledged += 1;
  } catch (error) {
    code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
process.stdout.write(JSON.stringify({ acknowledged, code }));
process.exit(0);
