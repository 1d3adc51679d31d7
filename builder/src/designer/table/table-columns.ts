import type { TableConfig, TableInput, TableOutput, TableRule } from '../../../../runtime/rules/table-schema.ts';

/** One column of the grid. Conditions test a value, outputs give one, `basis` and `dates` are for people. */
export type TableColumn =
  | { readonly kind: 'input'; readonly id: string; readonly input: TableInput }
  | { readonly kind: 'output'; readonly id: string; readonly output: TableOutput }
  | { readonly kind: 'basis'; readonly id: 'basis' }
  | { readonly kind: 'dates'; readonly id: 'dates' };

export function columnsOf(config: TableConfig): readonly TableColumn[] {
  return [
    ...config.inputs.map((input): TableColumn => ({ kind: 'input', id: input.id, input })),
    ...config.outputs.map((output): TableColumn => ({ kind: 'output', id: output.id, output })),
    { kind: 'basis', id: 'basis' },
    { kind: 'dates', id: 'dates' },
  ];
}

/** The text of a cell as it is written; an absent condition is any value. */
export function cellText(rule: TableRule, column: TableColumn): string {
  if (column.kind === 'input') return Object.hasOwn(rule.when, column.id) ? (rule.when[column.id] ?? '') : '';
  if (column.kind === 'output') return Object.hasOwn(rule.then, column.id) ? (rule.then[column.id] ?? '') : '';
  if (column.kind === 'basis') return (rule.basis ?? []).join(', ');
  return [rule.from ?? '', rule.to ?? ''].join(' – ').replace(/^ – $/, '');
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function withDates(rule: TableRule, text: string): TableRule {
  const { from: _from, to: _to, ...rest } = rule;
  const parts = /^\s*(\d{4}-\d{2}-\d{2})?\s*(?:–|—|~|至|到|\.\.)?\s*(\d{4}-\d{2}-\d{2})?\s*$/.exec(text);
  if (!parts) return rule;
  return { ...rest, ...(parts[1] === undefined ? {} : { from: parts[1] }), ...(parts[2] === undefined ? {} : { to: parts[2] }) };
}

function withBasis(rule: TableRule, text: string): TableRule {
  const { basis: _, ...rest } = rule;
  const basis = text.split(/[,，、;；\s]+/).filter((id) => id !== '');
  return basis.length === 0 ? rest : { ...rest, basis };
}

/** The rule with one cell changed; empty conditions and outputs are left out of the document. */
export function withCell(rule: TableRule, column: TableColumn, text: string): TableRule {
  const value = text.trim();
  if (column.kind === 'input') return { ...rule, when: value === '' || value === '-' ? without(rule.when, column.id) : { ...rule.when, [column.id]: value } };
  if (column.kind === 'output') return { ...rule, then: value === '' ? without(rule.then, column.id) : { ...rule.then, [column.id]: value } };
  return column.kind === 'basis' ? withBasis(rule, value) : withDates(rule, value);
}
