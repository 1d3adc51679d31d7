import { readTests } from '../../../runtime/language/reading/reading.ts';
import type { Explanation } from '../../../runtime/schema/explanation.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { Reason } from '../../api/portal.ts';
import { textByKey, textOf } from '../texts.ts';
import { nodeTitle, valueText } from '../words.ts';
import { basisLines } from './bases.ts';
import type { ReasonSource } from './source.ts';
import { unitInTitle, withUnit } from './units.ts';

type ScoreExplanation = Extract<Explanation, { kind: 'score' }>;
type Part = ScoreExplanation['parts'][number];

interface Place {
  readonly flow: string;
  readonly node: string;
}

const twoDecimals = (points: number): string => String(Math.round(points * 100) / 100);
const MISSING: Readonly<Record<Locale, string>> = { 'zh-CN': '缺值', en: 'missing' };

interface Factor {
  readonly id: string;
  readonly title?: string;
}

/** One factor in words: its name, the value, the band it fell into, and its points. */
interface PartWords {
  readonly label: string;
  readonly value: string;
  readonly band?: string;
  readonly points: string;
}

function partWords({ scenario, locale }: ReasonSource, { flow, node }: Place, part: Part): PartWords {
  const factors = scenario.flows[flow]?.nodes[node]?.config['factors'];
  const title = Array.isArray(factors) ? (factors as readonly Factor[]).find((factor) => factor.id === part.id)?.title : undefined;
  const { label, unit } = unitInTitle(title === undefined ? (textByKey(scenario, `${node}.${part.id}`, locale) ?? part.id) : textOf(scenario, title, locale));
  const points = twoDecimals(part.points);
  // A factor without bands counts its value, times its weight: there is no band to name, and the points say it all.
  if (part.test === '' && typeof part.value === 'number') return { label, value: points, points };
  const value = valueText(part.value as Json, locale, scenario.zone);
  const say = { sayNumber: (text: string) => withUnit(text, unit, locale), sayMoment: (text: string) => valueText(text, locale, scenario.zone), labelOf: (literal: string) => textByKey(scenario, `${node}.${part.id}.${literal}`, locale) };
  const band = part.test === 'null' || part.value === null ? MISSING[locale] : (readTests(part.test, locale, say) ?? part.test);
  return { label, value: typeof part.value === 'number' ? withUnit(value, unit, locale) : value, band, points };
}

interface ScoreSentences {
  readonly total: (points: string) => string;
  readonly incomplete: (labels: readonly string[]) => string;
  readonly part: (part: PartWords) => string;
  readonly parts: (parts: readonly string[]) => string;
}

const SENTENCES: Readonly<Record<Locale, ScoreSentences>> = {
  'zh-CN': {
    total: (points) => `总分 ${points} 分。`,
    incomplete: (labels) => `缺少“${labels.join('”“')}”，不能评分。`,
    part: ({ label, value, band, points }) => (band === undefined ? `${label} ${points} 分` : band === MISSING['zh-CN'] ? `${label}缺值，得 ${points} 分` : `${label} ${value}（${band}），得 ${points} 分`),
    parts: (parts) => `其中：${parts.join('；')}。`,
  },
  en: {
    total: (points) => `The score is ${points}.`,
    incomplete: (labels) => `There is no score, because ${labels.map((label) => `“${label}”`).join(', ')} is not known.`,
    part: ({ label, value, band, points }) => (band === undefined ? `${label}: ${points}` : band === MISSING.en ? `${label} is missing: ${points}` : `${label} ${value} (${band}): ${points}`),
    parts: (parts) => `Made up of: ${parts.join('; ')}.`,
  },
};

/** The factors without points, as the node gave them. */
function missingOf(source: ReasonSource, node: string): readonly string[] {
  const outputs = Object.values(source.state.flows).flatMap((flow) => flow.nodes[node]?.output ?? []);
  const missing = outputs.flatMap((output) => (typeof output === 'object' && output !== null && 'incomplete' in output ? (output as { readonly incomplete?: Json }).incomplete : []));
  return missing.flatMap((id) => (typeof id === 'string' ? [id] : []));
}

export function scoreReason(source: ReasonSource, place: Place, explanation: ScoreExplanation): Reason {
  const { scenario, locale } = source;
  const words = SENTENCES[locale];
  const parts = explanation.parts.map((part) => ({ id: part.id, ...partWords(source, place, part) }));
  const missing = missingOf(source, place.node);
  const sentence = missing.length > 0 ? words.incomplete(parts.filter(({ id }) => missing.includes(id)).map(({ label }) => label)) : words.total(twoDecimals(explanation.total));
  return {
    node: place.node,
    title: nodeTitle(scenario, place.flow, place.node, locale),
    sentence,
    told: [sentence, words.parts(parts.map(words.part))],
    prescribed: scenario.flows[place.flow]?.nodes[place.node]?.lock === 'prescribed',
    lines: parts.map(({ label, value, band, points }) => ({ label, value, ...(band === undefined ? {} : { need: `${band} → ${points}` }) })),
    nearMisses: [],
    bases: basisLines(scenario, scenario.flows[place.flow]?.nodes[place.node]?.basis ?? [], source.state.asOf, locale),
  };
}
