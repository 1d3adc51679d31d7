import { fileURLToPath } from 'node:url';
import { isBuilt } from './source-hash.js';

/**
 * The program of a thread whose server runs from source. A thread does not inherit the loader of the server and would
 * compile everything again, so what was built is taken where it is of these sources.
 */
export async function runThread(built, source) {
  if (isBuilt(fileURLToPath(new URL('../..', import.meta.url)))) {
    await import(new URL(`../../dist/${built}`, import.meta.url).href);
    return;
  }
  const { register } = await import('tsx/esm/api');
  register();
  await import(new URL(`../workers/${source}`, import.meta.url).href);
}
