import type { TSchema } from 'typebox';
import { compileFormula, type FormulaLanguage, type FormulaProblem } from '../../engine/formula.ts';
import { commonNames } from '../../engine/scope.ts';
import { datasetSchema } from '../../host/query.ts';
import type { DatasetDefinition } from '../../schema/dataset.ts';
import type { Diagnostic } from '../../schema/diagnostic.ts';
import { isRowsBlock } from '../../schema/page-block.ts';
import { tilePlaces } from '../../schema/page.ts';
import { toPointer, type PointerSegment } from '../../schema/pointer.ts';
import type { Scenario } from '../../schema/scenario.ts';
import type { Tile } from '../../schema/tile.ts';

interface PageFormula {
  readonly source: string;
  readonly path: readonly PointerSegment[];
  readonly locals: Readonly<Record<string, TSchema>>;
}

const NUMBER = { type: 'number', nullable: true } as unknown as TSchema;

function tileFormulas(tile: Tile, row: TSchema): readonly PageFormula[] {
  const measures = Object.fromEntries(Object.keys(tile.measures).map((id) => [id, NUMBER]));
  const ofRow = [
    ...(tile.where === undefined ? [] : [{ source: tile.where, path: ['where'] }]),
    ...(tile.groupBy === undefined ? [] : [{ source: tile.groupBy, path: ['groupBy'] }]),
    ...Object.entries(tile.measures).flatMap(([id, measure]) => Object.entries(measure).map(([kind, source]) => ({ source, path: ['measures', id, kind] }))),
  ];
  return [
    ...ofRow.map((formula) => ({ ...formula, locals: { row } })),
    ...Object.entries(tile.values).map(([id, source]) => ({ source, path: ['values', id], locals: measures })),
  ];
}

function toDiagnostic(found: FormulaProblem, path: string, severity: Diagnostic['severity']): Diagnostic {
  return { code: found.code, severity, place: { path, from: found.from, to: found.to }, message: found.message };
}

/**
 * Every formula of a page compiles. In a dashboard what does not is a warning only: such pages were published before
 * anybody looked at their formulas, and a figure that cannot be computed shows as missing.
 */
export function pageFormulaProblems(language: FormulaLanguage, scenario: Scenario, datasets: Readonly<Record<string, DatasetDefinition>>): readonly Diagnostic[] {
  const names = commonNames(scenario);
  const rowOf = (dataset: string) => datasetSchema(datasets[dataset]);
  return Object.entries(scenario.pages).flatMap(([id, page]) => {
    const tiles = tilePlaces(page).flatMap(({ tile, path }) => (datasets[tile.dataset] ? tileFormulas(tile, rowOf(tile.dataset)).map((formula) => ({ ...formula, path: [...path, ...formula.path] })) : []));
    const rows = (page.type === 'blocks' ? page.blocks : []).flatMap((block, index) => (isRowsBlock(block) && block.where !== undefined && datasets[block.dataset] ? [{ source: block.where, path: ['blocks', index, 'where'], locals: { row: rowOf(block.dataset) } }] : []));
    return [...tiles, ...rows].flatMap(({ source, path, locals }) => {
      const problems: FormulaProblem[] = [];
      compileFormula(language, source, { ...names, ...locals }, 'expression', problems);
      return problems.map((found) => toDiagnostic(found, toPointer(['pages', id, ...path]), page.type === 'dashboard' ? 'warning' : found.severity));
    });
  });
}
