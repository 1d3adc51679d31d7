import type { TSchema } from 'typebox';
import { compileFormula, type FormulaLanguage, type FormulaProblem } from '../../engine/formula.ts';
import { isNoList, itemSchema } from '../../engine/item-schema.ts';
import { commonNames } from '../../engine/scope.ts';
import { datasetSchema } from '../../host/query.ts';
import type { DatasetDefinition } from '../../schema/dataset.ts';
import type { Diagnostic } from '../../schema/diagnostic.ts';
import { isRowsBlock } from '../../schema/page-block.ts';
import { tilePlaces } from '../../schema/page.ts';
import { paperFormulas, type DocumentPage } from '../../schema/paper.ts';
import { toPointer, type PointerSegment } from '../../schema/pointer.ts';
import { problem } from '../problem.ts';
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

/** Formulas of a document see what every node of the main flow gave. */
function documentProblems(language: FormulaLanguage, page: DocumentPage, names: Readonly<Record<string, TSchema>>, at: readonly PointerSegment[]): readonly Diagnostic[] {
  return paperFormulas(page).flatMap(({ source, path, of }) => {
    const problems: FormulaProblem[] = [];
    const row = of === undefined ? {} : { row: itemSchema(compileFormula(language, of, names, 'expression', [])?.schema) };
    const compiled = compileFormula(language, source, { ...names, ...row }, 'expression', problems);
    const found = problems.map((one) => toDiagnostic(one, toPointer([...at, ...path]), one.severity));
    return path.length === 3 && path[2] === 'rows' && isNoList(compiled?.schema) ? [...found, problem('SCN_PAPER_LIST', { path: toPointer([...at, ...path]) }, { block: page.parts[path[1] as number]?.id ?? '' })] : found;
  });
}

/**
 * Every formula of a page compiles. In a dashboard what does not is a warning only: such pages were published before
 * anybody looked at their formulas, and a figure that cannot be computed shows as missing.
 */
export function pageFormulaProblems(language: FormulaLanguage, scenario: Scenario, datasets: Readonly<Record<string, DatasetDefinition>>, outputs: Readonly<Record<string, TSchema>>): readonly Diagnostic[] {
  const names = commonNames(scenario);
  const ofRun = { ...outputs, ...names };
  const rowOf = (dataset: string) => datasetSchema(datasets[dataset]);
  return Object.entries(scenario.pages).flatMap(([id, page]) => {
    if (page.type === 'document') return documentProblems(language, page, ofRun, ['pages', id]);
    const tiles = tilePlaces(page).flatMap(({ tile, path }) => (datasets[tile.dataset] ? tileFormulas(tile, rowOf(tile.dataset)).map((formula) => ({ ...formula, path: [...path, ...formula.path] })) : []));
    const rows = (page.type === 'blocks' ? page.blocks : []).flatMap((block, index) => (isRowsBlock(block) && block.where !== undefined && datasets[block.dataset] ? [{ source: block.where, path: ['blocks', index, 'where'], locals: { row: rowOf(block.dataset) } }] : []));
    return [...tiles, ...rows].flatMap(({ source, path, locals }) => {
      const problems: FormulaProblem[] = [];
      compileFormula(language, source, { ...names, ...locals }, 'expression', problems);
      return problems.map((found) => toDiagnostic(found, toPointer(['pages', id, ...path]), page.type === 'dashboard' ? 'warning' : found.severity));
    });
  });
}
