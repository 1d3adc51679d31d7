import { SCENARIO_BYTES, SCENARIO_NODES } from '../../../../runtime/schema/limits.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { SameShape } from '../../text/catalogue.ts';
import type { ConfigSchemaOf } from '../rename/node-places.ts';
import { pastePart, readPaste, type FlowPart, type Pasting, type PasteReading } from './clipboard.ts';
import { nodesBrought } from './part-needs.ts';
import type { pasteTexts } from './paste-text.ts';
import type { Point } from './sizes.ts';

export type PasteWords = SameShape<(typeof pasteTexts)['zh-CN']>;

const MEGABYTE = 1_048_576;

function refusal(reading: Exclude<PasteReading, { readonly kind: 'part' }>, words: PasteWords): string {
  if (reading.kind === 'newer') return words.newer(reading.format);
  if (reading.kind === 'forged') return words.forged(reading.at);
  if (reading.kind === 'tooLarge') return words.tooLarge((reading.bytes / MEGABYTE).toFixed(1), SCENARIO_BYTES / MEGABYTE);
  return words[reading.kind];
}

export const countNodes = ({ flows }: Scenario): number => Object.values(flows).reduce((sum, flow) => sum + Object.keys(flow.nodes).length, 0);

/** Clipboard text on a flow: what to change, or why nothing was pasted and what to do. @param by how far aside, or what tells so of a part */
export function pasteOn(scenario: Scenario, flowId: string, source: string, { by, schemaOf, words }: { readonly by: Point | ((part: FlowPart) => Point); readonly schemaOf: ConfigSchemaOf; readonly words: PasteWords }): Pasting | string {
  const reading = readPaste(source);
  if (reading.kind !== 'part') return refusal(reading, words);
  const total = countNodes(scenario) + Object.keys(reading.part.nodes).length + (reading.part.needs === undefined ? 0 : nodesBrought(scenario, reading.part.needs));
  if (total > SCENARIO_NODES) return words.tooMany(total, SCENARIO_NODES);
  return pastePart(scenario, flowId, reading.part, typeof by === 'function' ? by(reading.part) : by, schemaOf);
}
