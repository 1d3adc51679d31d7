import { ownText } from './cell-text.ts';
import { readSimpleCell, type Point } from './simple-cell.ts';
import type { TableConfig, TableOutput } from './table-schema.ts';

/** A value an output may have by its list, and that no rule can give: none is written with it, or only rules that never count. */
export interface IdleValue {
  readonly output: string;
  /** Position in the list of allowed values, or in the priorities when there is no such list. */
  readonly list: 'enum' | 'priority';
  readonly index: number;
  readonly value: string | number | boolean;
  /** Rules that would give it, if they ever counted. */
  readonly rules: readonly string[];
}

/** Values of lists that nothing gives. An output with a formula in a rule that counts may give anything, so nothing is said of it. */
export function idleValues(config: TableConfig, dead: ReadonlySet<string>): readonly IdleValue[] {
  if (config.aggregator !== undefined || config.rules.length === 0) return [];
  return config.outputs.flatMap((output) => idleOf(config, output, dead));
}

function idleOf(config: TableConfig, output: TableOutput, dead: ReadonlySet<string>): readonly IdleValue[] {
  const list = output.enum === undefined ? 'priority' : 'enum';
  const allowed = output[list];
  if (allowed === undefined) return [];
  const given = new Set<Point>();
  const byDead = new Map<Point, string[]>();
  for (const rule of config.rules) {
    const source = ownText(rule.then, output.id);
    if (source === undefined || source.trim() === '' || source.trim() === 'null') continue;
    const value = pointOf(source);
    if (dead.has(rule.id)) {
      if (value !== undefined) byDead.set(value, [...(byDead.get(value) ?? []), rule.id]);
    } else if (value === undefined) return [];
    else given.add(value);
  }
  for (const source of [output.default, ownText(config.incomplete ?? {}, output.id), ownText(config.empty ?? {}, output.id)]) {
    if (source === undefined || source.trim() === '' || source.trim() === 'null') continue;
    const value = pointOf(source);
    if (value === undefined) return [];
    given.add(value);
  }
  return allowed.flatMap((value, index) => (given.has(value) ? [] : [{ output: output.id, list, index, value, rules: byDead.get(value) ?? [] }]));
}

/** What a plain result always is: a text, number, truth or day. */
function pointOf(source: string): Point | undefined {
  const cell = readSimpleCell(source);
  if (cell === null || cell.any || cell.negated || cell.intervals.length !== 1 || /^[<>=]/.test(source.trim())) return undefined;
  const { low, high } = cell.intervals[0] ?? { low: null, high: null };
  return low !== null && low === high ? low : undefined;
}
