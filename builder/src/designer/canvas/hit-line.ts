import type { Explanation } from '../../../../runtime/schema/explanation.ts';
import type { NodeTrace } from '../../../../server/api/scenario.ts';
import { isRecord } from '../document/pointer.ts';

function outputWords(outputs: unknown): string {
  if (!isRecord(outputs)) return '';
  return Object.entries(outputs)
    .filter(([key, value]) => key !== 'rule' && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'))
    .map(([, value]) => String(value))
    .slice(0, 2)
    .join(' · ');
}

/** Time of a step for people: 0.04 ms, 6.4 ms, 53.6 s. */
export function timeWords(ms: number): string {
  if (ms < 1) return `${Math.max(0.01, Math.round(ms * 100) / 100)} ms`;
  if (ms < 1000) return `${Math.round(ms * 10) / 10} ms`;
  if (ms < 120_000) return `${Math.round(ms / 100) / 10} s`;
  // A run with people in it takes its time: SI symbols read the same in both languages.
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return ms < 172_800_000 ? `${Math.round(ms / 3_600_000)} h` : `${Math.round(ms / 86_400_000)} d`;
}

/** The rule a decision table hit in this run, for its card. */
export function hitLine(trace: NodeTrace | undefined, sentence: (rule: string) => string | undefined): { readonly rule: string; readonly words: string; readonly time: string } | undefined {
  const explanation = trace?.explanation as Explanation | undefined;
  if (trace?.status !== 'done' || explanation?.kind !== 'table') return undefined;
  const judged = explanation.judgements[explanation.picked ?? 0];
  const rule = judged?.rules.join(' ') ?? '';
  if (judged === undefined || rule === '') return undefined;
  // A sentence with placeholders is for the result page; the card then shows the outputs.
  const said = sentence(rule);
  return { rule, words: said === undefined || said.includes('{') ? outputWords(judged.outputs) : said, time: trace.ms === undefined ? '' : timeWords(trace.ms) };
}
