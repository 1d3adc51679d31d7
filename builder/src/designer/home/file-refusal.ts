import { SCENARIO_BYTES } from '../../../../runtime/schema/limits.ts';
import type { homeTexts } from './home-text.ts';
import type { FileReading } from './read-scenario-file.ts';

type Words = Pick<(typeof homeTexts)['en'], 'notJson' | 'repeated' | 'place' | 'notScenario' | 'tooNew' | 'tooLarge'>;

const MEGABYTE = 1_048_576;

/** Why a file was not taken, and what to do; undefined for a scenario. */
export function fileRefusal(reading: FileReading, words: Words): string | undefined {
  if (reading.kind === 'not-json') return words.notJson(words.place(reading.place.line, reading.place.column));
  if (reading.kind === 'repeated') return words.repeated(words.place(reading.place.line, reading.place.column), reading.name);
  if (reading.kind === 'too-new') return words.tooNew(reading.format);
  if (reading.kind === 'too-large') return words.tooLarge((reading.bytes / MEGABYTE).toFixed(1), SCENARIO_BYTES / MEGABYTE);
  return reading.kind === 'not-scenario' ? words.notScenario : undefined;
}
