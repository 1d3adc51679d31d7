import { Check, ListPlus, RotateCcw, X } from 'lucide-react';
import { memo, useMemo } from 'react';
import { fromJson, toJson } from '../../../../runtime/language/json.ts';
import { typeFromSchema } from '../../../../runtime/language/types.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { spokenValue } from '../formula/formula-scope.ts';
import { readTests } from '../../../../runtime/language/reading/reading.ts';
import { quote } from '../formula/parsers.ts';
import { LineInput } from '../panel/entries/line-input.tsx';
import { resultWords, ruleWords } from '../panel/special/table-summary.tsx';
import { coerceCell } from './coerce-cell.ts';
import { clerkText } from './import/export-sheet.ts';
import type { TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';
import { readTyped, tryTable } from './try-table.ts';
import { valueWords } from './gap-words.ts';
import { useTableCase } from './use-table-case.ts';
import { pickOf } from './value-picker.ts';

/** Rules listed one by one; the rest would only be scrolled past. */
const LISTED = 60;

function asSource(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? quote(value) : JSON.stringify(value);
}

/** What may be typed, where that is a short list. */
function hintOf(table: TableDesk, column: TableColumn, schema: unknown, text: { readonly yes: string; readonly no: string; readonly emptyCell: string; readonly dayExample: string }): string {
  const pick = pickOf(column, schema, table.config.rules);
  if (pick?.kind === 'boolean') return `${text.yes} / ${text.no}`;
  if (pick?.kind === 'date') return text.dayExample;
  return pick === undefined ? text.emptyCell : pick.values.slice(0, 4).map((value) => table.wordOf(column, String(value)) ?? value).join(' / ');
}

interface Tried {
  readonly column: TableColumn;
  readonly source: string;
  readonly read: { readonly value: unknown } | undefined;
}

/** What was tried, in words. */
function triedWords(table: TableDesk, { column, source, read }: Tried): string {
  const value = read?.value ?? null;
  const word = typeof value === 'string' || typeof value === 'number' ? table.wordOf(column, String(value)) : undefined;
  return word ?? spokenValue(value instanceof Object ? source : value, table.desk.locale);
}

/** The value a person means by its word: 已审核 for "final". */
function meant(table: TableDesk, column: TableColumn, schema: unknown, typed: string): string {
  const value = pickOf(column, schema, table.config.rules)?.values.find((one) => table.wordOf(column, String(one)) === typed.trim());
  return value === undefined ? typed : JSON.stringify(value);
}

/** Values for every condition, and which rule they hit: the last test run's at first, then what a person types. */
export const TryPanel = memo(function TryPanel({ table, typed, onType }: { readonly table: TableDesk; readonly typed: Readonly<Record<string, string>>; readonly onType: (typed: Readonly<Record<string, string>>) => void }) {
  const text = useTexts(tableTexts);
  const { config, judgement, desk } = table;
  const inputs = table.columns.filter((column) => column.kind === 'input');
  const recorded = (id: string) => judgement?.conditions.find((one) => one.input === id)?.value;
  const entries = inputs.map((column) => {
    const schema = table.cellScope(column).input;
    const source = typed[column.id] ?? asSource(recorded(column.id));
    const read = typed[column.id] === undefined ? { value: fromJson(recorded(column.id) ?? null, typeFromSchema(schema)) } : source === '' ? { value: null } : readTyped(source, table.scope);
    return { column, source, schema, read };
  });
  const filled = judgement !== undefined || Object.keys(typed).length > 0;
  const key = JSON.stringify(entries.map(({ source }) => source));
  // The values follow `key`; their identity changes with every render.
  // oxlint-disable-next-line react/exhaustive-deps, react/memo-dependencies
  const tried = useMemo(() => (filled ? tryTable(config, table.scope, (id) => entries.find(({ column }) => column.id === id)?.schema, Object.fromEntries(entries.map(({ column, read }) => [column.id, read?.value ?? null]))) : undefined), [config, table.scope, key, filled]);
  const names = new Set(Object.keys(table.scope.names));
  const said = (column: TableColumn, source: string, schema: unknown): string => {
    const shown = clerkText(source, { kind: 'expression', schema, names });
    return table.wordOf(column, shown) ?? shown;
  };
  const keep = useTableCase(table);
  const sources = Object.fromEntries(entries.flatMap(({ column, source, read }) => (source === '' || read === undefined ? [] : [[column.id, source] as const])));
  const answers = Object.fromEntries(entries.flatMap(({ column, read, source }) => (source === '' || read === undefined ? [] : [[column.id, toJson(read.value)] as const])));
  const hits = tried?.rules.filter((rule) => rule.hit) ?? [];
  const [first] = hits;
  /** What a rule is about: its own title where it has one, else what it concludes. */
  const titleOf = (id: string, found: (typeof config.rules)[number] | undefined): string => scenarioText(desk.scenario, `@${desk.id}.${id}`, desk.locale) ?? (found === undefined ? '' : resultWords(desk, config, found));
  const rule = config.rules.find((one) => one.id === first?.id);
  return (
    <aside className="try" aria-label={text.tryTitle}>
      <header>
        <h2>{text.tryTitle}</h2>
        {Object.keys(typed).length > 0 && judgement !== undefined ? <IconButton size="small" label={text.tryReset} icon={<RotateCcw size={14} aria-hidden="true" />} onPress={() => onType({})} /> : null}
      </header>
      <div className="try-values">
        {entries.map(({ column, source, schema, read }) => (
          <div className="try-value" key={column.id}>
            <span aria-hidden="true">{table.titleOf(column)}</span>
            <LineInput mono when="apart" label={table.titleOf(column)} value={said(column, source, schema)} placeholder={hintOf(table, column, schema, text)} onCommit={(next) => onType({ ...typed, [column.id]: coerceCell(meant(table, column, schema, next), { kind: 'expression', schema, names }) })} />
            {read === undefined ? <p className="entry-bad">{text.badValue}</p> : null}
          </div>
        ))}
      </div>
      {tried === undefined ? <p className="entry-help try-empty">{text.tryEmpty}</p> : (
        <>
          <div className="try-result" data-hit={rule !== undefined} aria-live="polite">
            {rule === undefined ? <b>{tried.missing.length > 0 ? text.incomplete(tried.missing.map((id) => table.titleOf(inputs.find((column) => column.id === id) ?? inputs[0] as typeof inputs[number])).join('、')) : text.noneHit}</b> : (
              <>
                <b>
                  <code>{rule.id}</code> {resultWords(desk, config, rule)}
                </b>
                <span>{ruleWords(desk, config, rule, text.allMet(inputs.length))}</span>
              </>
            )}
            {table.traceMs === undefined || Object.keys(typed).length > 0 ? null : <em>{text.ms(table.traceMs.toFixed(2))}</em>}
          </div>
          {keep === undefined || Object.keys(answers).length === 0 ? null : (
            <div className="try-keep"><Button size="small" icon={<ListPlus size={13} aria-hidden="true" />} onPress={() => keep({ origin: 'try', values: answers, rule: rule?.id ?? null, title: text.tryCaseTitle(valueWords(table, sources)) })}>
              {text.keepCase}
            </Button></div>
          )}
          <h3>{text.oneByOne}</h3>
          <ol className="try-list">
            {tried.rules.slice(0, LISTED).map((one) => {
              const failed = entries.find(({ column }) => column.id === one.failed);
              const found = config.rules.find(({ id }) => id === one.id);
              return (
                <li key={one.id} data-hit={one.hit}>
                  {one.hit ? <Check size={12} strokeWidth={3} aria-hidden="true" /> : <X size={12} strokeWidth={2.5} aria-hidden="true" />}
                  <code>{one.id}</code>
                  <b>{titleOf(one.id, found)}</b>
                  <span>{one.hit ? text.allMet(Object.keys(found?.when ?? {}).length) : failed ? text.missed(table.titleOf(failed.column), triedWords(table, failed), readTests(found?.when[failed.column.id] ?? '', desk.locale, { labelOf: (value) => table.wordOf(failed.column, value) }) ?? found?.when[failed.column.id] ?? '') : text.notReached}</span>
                </li>
              );
            })}
          </ol>
        </>
      )}
    </aside>
  );
});
