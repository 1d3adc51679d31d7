import { capitalAmount } from '../../runtime/language/builtins/chinese.ts';
import { answerKind } from '../../runtime/schema/answer-kind.ts';
import type { FormColumn, FormField } from '../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { columnTitle } from './field-words.ts';
import { sumsOf } from '../../runtime/schema/column-sums.ts';
import { textByKey } from './texts.ts';
import { unitText, valueText } from './words.ts';

/** The question a path such as `report.place` asks, when it is one of a form. */
export function fieldOf(scenario: Scenario, path: string): { readonly node: string; readonly field: FormField } | undefined {
  const [node = '', id, ...deeper] = path.split('.');
  if (id === undefined || deeper.length > 0) return undefined;
  for (const { nodes } of Object.values(scenario.flows)) {
    const fields = Object.hasOwn(nodes, node) ? nodes[node]?.config['fields'] : undefined;
    const field = Array.isArray(fields) ? (fields as readonly FormField[]).find((one) => one.id === id) : undefined;
    if (field) return { node, field };
  }
  return undefined;
}

/** Rows as text: each with its number and the words of its columns, then the sums. */
function rowsText(scenario: Scenario, node: string, field: FormField, rows: readonly JsonObject[], locale: Locale): string {
  const columns = field.columns ?? [];
  const [comma, stop] = locale === 'en' ? [', ', '; '] : ['，', '；'];
  const cell = (column: FormColumn, value: Json | undefined) => {
    const coded = typeof value === 'string' || typeof value === 'number' ? textByKey(scenario, `${node}.${field.id}.${column.id}.${value}`, locale) : undefined;
    return `${columnTitle(scenario, node, field, column, locale)} ${coded ?? valueText(value, locale, scenario.zone)}`;
  };
  const lines = rows.map((row, index) => `${index + 1}. ${columns.filter((column) => row[column.id] !== null && row[column.id] !== undefined).map((column) => cell(column, row[column.id])).join(comma)}`);
  const sums = sumsOf(columns, rows).map(([column, sum]) => `${columnTitle(scenario, node, field, column, locale)} ${sum}`);
  return [...lines, ...(sums.length === 0 ? [] : [`${locale === 'en' ? 'Total' : '合计'} ${sums.join(comma)}`])].join(stop);
}

/** An amount of money with its capitals, as it stands on a cheque. */
function amountText(value: string | number, locale: Locale): string {
  const amount = `${value} ${unitText('yuan', locale) ?? ''}`;
  const capitals = locale === 'en' ? null : capitalAmount(Number(value));
  return capitals === null ? amount : `${amount}（${capitals}）`;
}

/** An answer of a form as text, on every screen and on paper: list items and enum values have texts of their own. */
export function answerText(scenario: Scenario, node: string, field: FormField, value: Json | undefined, locale: Locale): string {
  if (answerKind(field) === 'table' && Array.isArray(value)) return rowsText(scenario, node, field, value as readonly JsonObject[], locale);
  if (answerKind(field) === 'choices' && Array.isArray(value)) return (value as readonly Json[]).map((one) => answerText(scenario, node, field, one, locale)).join(locale === 'en' ? ', ' : '、');
  if (typeof value !== 'string' && typeof value !== 'number') return valueText(value, locale, scenario.zone);
  if (field.widget === 'amount') return amountText(value, locale);
  if (field.options && 'list' in field.options) return textByKey(scenario, `${field.options.list}.${value}`, locale) ?? String(value);
  return textByKey(scenario, `${node}.${field.id}.${value}`, locale) ?? valueText(value, locale, scenario.zone);
}
