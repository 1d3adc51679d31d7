import { useMemo, useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import { FIELD_TYPES, type DatasetField, type FieldType } from '../../../../../../runtime/schema/field.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Select } from '../../../../ui/select.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { fieldTypeTexts } from '../../../form/field-type-texts.ts';
import { FormulaInput } from '../../../formula/formula-input.tsx';
import { cellText } from '../cell-text.ts';
import { dataTexts } from '../data-text.ts';
import { judgeColumn, nameOfTitle, scopeOfColumn, type ColumnDraft, type Judged, type SampleRow } from './computed-draft.ts';
import { computedTexts } from './computed-text.ts';

const AUTO = 'auto';

export interface ColumnEditorProps {
  readonly definition: DatasetDefinition;
  /** The column that is changed; a new one when absent. */
  readonly field: DatasetField | undefined;
  readonly rows: readonly SampleRow[];
  readonly onDone: (field: DatasetField) => void;
  readonly onBack: () => void;
}

function Samples({ judged, rows }: { readonly judged: Judged; readonly rows: readonly SampleRow[] }) {
  const text = useTexts(computedTexts);
  const data = useTexts(dataTexts);
  const { locale } = useLocale();
  if (rows.length === 0) return <p className="ui-quiet">{text.noSamples}</p>;
  if (judged.samples.length === 0) return null;
  return (
    <dl className="computed-samples" aria-label={text.samples} aria-live="polite">
      <dt>{text.samples}</dt>
      {judged.samples.map(({ row, value, failure }) => (
        <dd key={row}>{value === null ? <><em>{text.empty}</em> <span className="ui-quiet">{failure?.message[locale]}</span></> : <b>{cellText(value, data)}</b>}</dd>
      ))}
    </dl>
  );
}

/** One computed column being written: formula, type and what it comes to, while it is typed. */
export function ColumnEditor({ definition, field, rows, onDone, onBack }: ColumnEditorProps) {
  const text = useTexts(computedTexts);
  const types = useTexts(fieldTypeTexts);
  const { locale } = useLocale();
  const taken = definition.fields.map(({ id }) => id);
  const [draft, setDraft] = useState<ColumnDraft>({ id: field?.id ?? '', title: field?.title ?? field?.id ?? '', formula: field?.compute ?? '', ...(field === undefined ? {} : { type: field.type }) });
  const [named, setNamed] = useState(field !== undefined);
  const [typed, setTyped] = useState(draft.formula);
  const [tried, setTried] = useState(false);
  const scope = useMemo(() => scopeOfColumn(definition, field?.id, rows, locale), [definition, field, rows, locale]);
  const judged = useMemo(() => judgeColumn(definition, field?.id, { ...draft, formula: typed }, rows), [definition, field, draft, typed, rows]);
  const change = (part: Partial<ColumnDraft>): void => setDraft((old) => ({ ...old, ...part }));
  const faultOf = (...kinds: readonly Judged['faults'][number][]): string | undefined => {
    const found = tried ? judged.faults.find((fault) => kinds.includes(fault)) : undefined;
    return found === undefined ? undefined : text[found];
  };
  const done = (): void => {
    setTried(true);
    if (judged.field !== undefined) onDone(judged.field);
  };
  return (
    <div className="form-stack computed-editor">
      <div className="computed-names">
        <TextField
          label={text.name} hint={text.nameHint} value={draft.title} maxLength={100} error={faultOf('needName')}
          onChange={(title) => change({ title, ...(named ? {} : { id: title.trim() === '' ? '' : nameOfTitle(title, taken) }) })}
        />
        <TextField
          label={text.id} mono value={draft.id} isReadOnly={field !== undefined} error={faultOf('badId', 'takenId')}
          onChange={(id) => {
            setNamed(true);
            change({ id });
          }}
        />
      </div>
      <div className="ui-field">
        <span className="ui-label">{text.formula}</span>
        <FormulaInput label={text.formula} hint={text.formulaHint} value={draft.formula} scope={scope} multiline canTry={false} outside={judged.problems} onText={setTyped} onChange={(formula) => { setTyped(formula); change({ formula }); }} />
        {faultOf('needFormula') === undefined ? null : <p className="ui-error" role="alert">{text.needFormula}</p>}
      </div>
      <Select
        label={text.type} value={draft.type ?? AUTO} error={faultOf('needType')}
        options={[{ id: AUTO, label: judged.inferred === undefined ? text.autoUnknown : text.auto(types[judged.inferred]) }, ...FIELD_TYPES.map((id) => ({ id, label: types[id] }))]}
        onChange={(type) => change({ type: type === AUTO ? undefined : (type as FieldType) })}
      />
      <Samples judged={judged} rows={rows} />
      <div className="ui-row">
        <Button onPress={onBack}>{text.back}</Button>
        <Button look="primary" onPress={done}>{text.done}</Button>
      </div>
    </div>
  );
}
