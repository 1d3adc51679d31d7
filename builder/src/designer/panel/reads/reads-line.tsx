import { readExpression } from '../../../../../runtime/language/reading/reading.ts';
import type { JoinPair } from '../../../../../runtime/schema/join.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { useCatalogue, useGrants } from '../../pages/sharing/use-sharing.ts';
import { readingNames } from '../../formula/formula-input.tsx';
import { useDesk } from '../entry-desk.tsx';
import { isReading, readsOf, type ReadPart, type Reads } from './reads-of.ts';
import { readsTexts } from './reads-text.ts';

const useWords = () => useTexts(readsTexts);
type Words = ReturnType<typeof useWords>;

function rightWords({ right }: ReadPart, text: Words): readonly string[] {
  if (right === 'own') return [];
  if (typeof right === 'object') return [text.grant(right.grant, right.until)];
  return [{ unit: text.unitData, platform: text.platformData, open: text.open, none: text.noGrant, unknown: text.unknown }[right]];
}

function partWords(part: ReadPart, { titleOf, joinWords }: { readonly titleOf: (column: string) => string; readonly joinWords: (pair: JoinPair) => string }, text: Words): readonly string[] {
  const unit = part.unit ?? (part.right === 'own' ? text.ownData : '');
  const columns = part.columns === undefined ? (part.width === 0 ? [] : [text.allColumns(part.width)]) : part.columns.length === 0 ? [] : [text.columns(part.columns.map(titleOf).join(text.list), part.columns.length)];
  return [part.on === undefined ? text.reads(part.dataset, unit) : text.joined(part.dataset, unit, part.on.map(joinWords).join(text.list)), ...columns, ...rightWords(part, text)];
}

function amountWords({ amount }: Reads, count: Intl.NumberFormat, text: Words): string {
  if (amount.kind === 'one') return text.one;
  if (amount.kind === 'count') return text.countOnly;
  if (amount.kind === 'touched') return text.touched;
  return amount.kind === 'many' ? text.many(count.format(amount.rows)) : text.grouped(count.format(amount.groups), count.format(amount.rows));
}

/** Before anything runs: which data this step will read, whose, how much of them and by which right. */
export function ReadsLine() {
  const { node } = useDesk();
  return isReading(node.type) ? <ReadsNote /> : null;
}

function ReadsNote() {
  const text = useWords();
  const { locale } = useLocale();
  const { node, scenario, columns, datasetName, scopeAt } = useDesk();
  const catalogue = useCatalogue();
  const grants = useGrants('mine');
  const reads = readsOf(node.type, node.config, { scenario, catalogue: catalogue.data?.items ?? [], grants: grants.data?.items ?? [], datasetName });
  // What is not known yet is not claimed.
  if (reads === null || catalogue.isPending || grants.isPending) return null;
  const dataset = String((node.config as { readonly dataset?: unknown }).dataset);
  const titleOf = (id: string): string => columns(dataset).find((column) => column.id === id)?.title ?? id;
  const joins = Object.values((node.config as { readonly join?: Readonly<Record<string, { readonly dataset?: string }>> }).join ?? {});
  const [main, ...joined] = reads.parts.map((part, index) => {
    const there = (id: string): string => columns(joins[index - 1]?.dataset).find((column) => column.id === id)?.title ?? id;
    return partWords(part, { titleOf: index === 0 ? titleOf : there, joinWords: ({ from, to }) => (from === to ? titleOf(from) : `${titleOf(from)} = ${there(to)}`) }, text);
  });
  const words = [...(main ?? []), reads.where === undefined ? text.everyRow : text.where(readExpression(reads.where, locale, readingNames(scopeAt(['where'], true), locale)) ?? reads.where), ...joined.flat(), amountWords(reads, new Intl.NumberFormat(locale), text)];
  const isShut = reads.parts.some(({ right }) => right === 'none' || right === 'unknown');
  return (
    <p className="panel-note" role="note" aria-label={text.title} {...(isShut ? { 'data-tone': 'warn' } : {})}>
      {words.join(text.stop)}
      {text.end}
    </p>
  );
}
