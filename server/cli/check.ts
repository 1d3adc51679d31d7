import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkScenario } from '../../runtime/check/check-scenario.ts';
import { feel } from '../../runtime/engine/real-language.ts';
import { countProblems } from '../../runtime/schema/count-problems.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import { parseJson } from '../services/json-scan.ts';
import { sayBoth } from '../errors.ts';
import { surroundingsOf } from './surroundings.ts';

async function datasetsBeside(file: string): Promise<readonly DatasetDefinition[]> {
  try {
    return JSON.parse(await readFile(join(dirname(file), 'datasets.json'), 'utf8')) as readonly DatasetDefinition[];
  } catch {
    return [];
  }
}

async function check(file: string): Promise<number> {
  const { registry, datasets } = surroundingsOf(await datasetsBeside(file));
  const { diagnostics } = checkScenario(parseJson(await readFile(file, 'utf8')), { nodeType: registry.find, catalogue: datasets, language: feel });
  for (const { severity, code, place, message } of diagnostics) console.log(`${severity} ${code} ${place.path}: ${message['zh-CN']} / ${message.en}`);
  const errors = countProblems(diagnostics, 'error');
  console.log(`check: ${errors} errors, ${countProblems(diagnostics, 'warning') + countProblems(diagnostics, 'info')} other`);
  return errors === 0 ? 0 : 1;
}

/** Prints every problem of a scenario file; answers 1 when there are errors, or when the file cannot be read. */
export async function runCheckCommand(_home: string, args: readonly string[]): Promise<number> {
  const [file] = args;
  if (file === undefined) {
    console.error('scenario-studio check FILE');
    return 2;
  }
  try {
    return await check(file);
  } catch (error) {
    console.error(sayBoth(error));
    return 1;
  }
}
