import type { EntryEditors } from './entry-list.tsx';
import { FormulaListEntry, FormulasEntry, StringsEntry } from './list-entries.tsx';
import { LiteralEntry, LiteralsEntry } from './literal-entries.tsx';
import { MapEntry, ObjectEntry, ObjectsEntry, VariantsEntry } from './nested-entries.tsx';
import { BooleanEntry, ChoiceEntry, ConditionEntry, FormulaEntry, JsonEntry, NumberEntry, StringEntry, TextEntry } from './scalar-entries.tsx';
import { ColumnsEntry, PicksEntry } from './tick-entries.tsx';
import { TuplesEntry } from './tuple-entries.tsx';

export const ENTRY_EDITORS: EntryEditors = {
  formula: FormulaEntry,
  condition: ConditionEntry,
  text: TextEntry,
  string: StringEntry,
  number: NumberEntry,
  boolean: BooleanEntry,
  choice: ChoiceEntry,
  dataset: ChoiceEntry,
  connection: ChoiceEntry,
  flow: ChoiceEntry,
  list: ChoiceEntry,
  role: ChoiceEntry,
  column: ChoiceEntry,
  columns: ColumnsEntry,
  picks: PicksEntry,
  strings: StringsEntry,
  literal: LiteralEntry,
  literals: LiteralsEntry,
  tuples: TuplesEntry,
  formulas: FormulasEntry,
  'formula-list': FormulaListEntry,
  map: MapEntry,
  objects: ObjectsEntry,
  object: ObjectEntry,
  variants: VariantsEntry,
  json: JsonEntry,
};
