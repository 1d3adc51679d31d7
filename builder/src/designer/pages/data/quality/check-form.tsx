import { useMemo, useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { QualityCheck } from '../../../../../../runtime/schema/quality.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { Select } from '../../../../ui/select.tsx';
import { TextArea, TextField } from '../../../../ui/text-field.tsx';
import { useDatasets } from '../../../document/catalogue.ts';
import { FormulaInput } from '../../../formula/formula-input.tsx';
import { scopeOfColumn, type SampleRow } from '../computed/computed-draft.ts';
import { datasetTitle, fieldTitle } from '../dataset-title.ts';
import { draftOf, fittingFields, isPerRow, judgeDraft, KINDS, type CheckDraft, type DraftFault } from './check-draft.ts';
import { qualityTexts } from './quality-text.ts';
import { useCheckSentence } from './use-check-sentence.ts';

interface PartProps {
  readonly definition: DatasetDefinition;
  readonly rows: readonly SampleRow[];
  readonly draft: CheckDraft;
  readonly change: (part: Partial<CheckDraft>) => void;
  /** The word for one of these faults once the person tried. */
  readonly say: (...faults: readonly DraftFault[]) => string | undefined;
  readonly problems: ReturnType<typeof judgeDraft>['problems'];
}

function FieldSelect({ definition, draft, change, say, label }: Pick<PartProps, 'definition' | 'draft' | 'change' | 'say'> & { readonly label: string }) {
  const text = useTexts(qualityTexts);
  const { locale } = useLocale();
  return <Select label={label} value={draft.field === '' ? null : draft.field} empty={text.noFit} error={say('needField')} options={fittingFields(definition, draft.kind).map((field) => ({ id: field.id, label: fieldTitle(field, locale) }))} onChange={(field) => change({ field })} />;
}

function FieldTicks({ definition, draft, change, legend, error, skip }: Pick<PartProps, 'definition' | 'draft' | 'change'> & { readonly legend: string; readonly error: string | undefined; readonly skip?: string }) {
  const { locale } = useLocale();
  return (
    <fieldset className="data-fields">
      <legend className="ui-label">{legend}</legend>
      {fittingFields(definition, draft.kind).filter(({ id }) => id !== skip).map((field) => (
        <Checkbox key={field.id} value={draft.fields.includes(field.id)} onChange={(on) => change({ fields: on ? [...draft.fields, field.id] : draft.fields.filter((id) => id !== field.id) })}>{fieldTitle(field, locale)}</Checkbox>
      ))}
      {error === undefined ? null : <p className="ui-error" role="alert">{error}</p>}
    </fieldset>
  );
}

function Limits({ definition, draft, change, say }: PartProps) {
  const text = useTexts(qualityTexts);
  const type = definition.fields.find(({ id }) => id === draft.field)?.type;
  const isDay = draft.kind === 'range' && (type === 'date' || type === 'date-time');
  const hint = isDay ? { hint: text.dayHint } : {};
  return (
    <div className="quality-pair">
      <TextField label={text.min} {...hint} value={draft.min} onChange={(min) => change({ min })} error={say('needLimit', 'needNumber', 'needDay')} />
      <TextField label={text.max} {...hint} value={draft.max} onChange={(max) => change({ max })} />
    </div>
  );
}

function Elsewhere({ draft, change, say }: PartProps) {
  const text = useTexts(qualityTexts);
  const { locale } = useLocale();
  const { list } = useDatasets();
  const other = list.find(({ definition }) => definition.id === draft.dataset)?.definition;
  return (
    <div className="quality-pair">
      <Select label={text.dataset} value={draft.dataset === '' ? null : draft.dataset} error={say('needDataset')} options={list.map(({ definition }) => ({ id: definition.id, label: datasetTitle(definition, locale), detail: definition.id }))} onChange={(dataset) => change({ dataset, column: list.find(({ definition }) => definition.id === dataset)?.definition.key?.[0] ?? '' })} />
      <Select label={text.column} value={draft.column === '' ? null : draft.column} options={(other?.fields ?? []).map((field) => ({ id: field.id, label: fieldTitle(field, locale) }))} onChange={(column) => change({ column })} />
    </div>
  );
}

function Condition({ definition, rows, draft, change, say, problems }: PartProps) {
  const text = useTexts(qualityTexts);
  const { locale } = useLocale();
  const scope = useMemo(() => scopeOfColumn({ ...definition, fields: definition.fields.map(({ id, type, title, texts }) => ({ id, type, ...(title === undefined ? {} : { title }), ...(texts === undefined ? {} : { texts }) })) }, undefined, rows, locale), [definition, rows, locale]);
  return (
    <div className="ui-field">
      <span className="ui-label">{text.formula}</span>
      <FormulaInput label={text.formula} hint={text.formulaHint} value={draft.formula} scope={scope} multiline canTry={false} outside={problems} onText={(formula) => change({ formula })} onChange={(formula) => change({ formula })} />
      {say('needFormula') === undefined ? null : <p className="ui-error" role="alert">{say('needFormula')}</p>}
    </div>
  );
}

function Parts(props: PartProps) {
  const text = useTexts(qualityTexts);
  const { draft, change, say } = props;
  const one = <FieldSelect {...props} label={draft.kind === 'sum' ? text.total : text.field} />;
  switch (draft.kind) {
    case 'filled': return one;
    case 'among': return <>{one}<TextArea label={text.values} rows={4} value={draft.values} onChange={(values) => change({ values })} error={say('needValues')} /></>;
    case 'range': return <>{one}<Limits {...props} /></>;
    case 'pattern': return <>{one}<TextField label={text.pattern} mono hint={text.patternHint} value={draft.pattern} maxLength={500} onChange={(pattern) => change({ pattern })} error={say('needPattern')} /></>;
    case 'unique': return <FieldTicks {...props} legend={text.fields} error={say('needFields')} />;
    case 'exists': return <>{one}<Elsewhere {...props} /></>;
    case 'holds': return <Condition {...props} />;
    case 'sum': return <>{one}<FieldTicks {...props} legend={text.parts} error={say('needParts')} skip={draft.field} /></>;
    case 'fresh': return <>{one}<TextField label={text.days} inputMode="numeric" value={draft.days} onChange={(days) => change({ days })} error={say('needDays')} /></>;
    case 'rows':
    default: return <Limits {...props} />;
  }
}

export interface CheckFormProps {
  readonly definition: DatasetDefinition;
  /** The first rows, as samples for a condition. */
  readonly rows: readonly SampleRow[];
  readonly check: QualityCheck | undefined;
  readonly onDone: (check: QualityCheck) => void;
  readonly onBack: () => void;
}

/** One check being written: what is looked at, and the sentence it comes to. */
export function CheckForm({ definition, rows, check, onDone, onBack }: CheckFormProps) {
  const text = useTexts(qualityTexts);
  const sentenceOf = useCheckSentence(definition);
  const [draft, setDraft] = useState(() => draftOf(check));
  const [tried, setTried] = useState(false);
  const judged = useMemo(() => judgeDraft(definition, draft), [definition, draft]);
  const change = (part: Partial<CheckDraft>): void => setDraft((old) => ({ ...old, ...part }));
  const say = (...faults: readonly DraftFault[]): string | undefined => (tried && judged.fault !== undefined && faults.includes(judged.fault) ? text[judged.fault] : undefined);
  return (
    <div className="form-stack">
      <Select label={text.kind} value={draft.kind} options={KINDS.map((id) => ({ id, label: text[`kind_${id}`] }))} onChange={(kind) => setDraft((old) => ({ ...draftOf(undefined), kind: KINDS.find((id) => id === kind) ?? old.kind, title: old.title, allow: old.allow }))} />
      <Parts definition={definition} rows={rows} draft={draft} change={change} say={say} problems={judged.problems} />
      <div className="quality-pair">
        <TextField label={text.name} hint={text.nameHint} value={draft.title} maxLength={100} onChange={(title) => change({ title })} />
        {isPerRow(draft.kind) ? <TextField label={text.allow} inputMode="decimal" placeholder="0" value={draft.allow} onChange={(allow) => change({ allow })} error={say('needShare')} /> : null}
      </div>
      {judged.check === undefined ? null : <output className="quality-sentence">{sentenceOf(judged.check)}</output>}
      <div className="ui-row">
        <Button onPress={onBack}>{text.back}</Button>
        <Button look="primary" onPress={() => { setTried(true); if (judged.check !== undefined) onDone(judged.check); }}>{text.done}</Button>
      </div>
    </div>
  );
}
