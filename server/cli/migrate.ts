import { readFile, writeFile } from 'node:fs/promises';
import { writeScenario } from '../../runtime/schema/canonical.ts';
import { acceptScenario } from '../services/drafts.ts';
import { parseJson } from '../services/json-scan.ts';
import { sayBoth } from '../errors.ts';

/** Rewrites a scenario file in the newest format; a file that is not one is left as it is. */
export async function runMigrateCommand(_home: string, args: readonly string[]): Promise<number> {
  const [file] = args;
  if (file === undefined) {
    console.error('scenario-studio migrate FILE');
    return 2;
  }
  try {
    await writeFile(file, writeScenario(acceptScenario(parseJson(await readFile(file, 'utf8')))));
    console.log(`migrate: ${file}`);
    return 0;
  } catch (error) {
    console.error(sayBoth(error));
    return 1;
  }
}
