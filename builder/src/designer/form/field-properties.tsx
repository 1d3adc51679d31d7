import { defaultOption } from '../../../../runtime/schema/default-words.ts';
import { REGION_DEPTHS } from '../../../../runtime/schema/region/depth.ts';
import { answerKind } from '../../../../runtime/schema/answer-kind.ts';
import { FIELD_TYPES, WIDGETS, type FieldType, type FormField, type OptionSource } from '../../../../runtime/schema/field.ts';
import { useTexts } from '../../text/locale.tsx';
import { Select } from '../../ui/select.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { ConditionEditor } from '../condition/condition-editor.tsx';
import { FormulaInput, ProblemLine } from '../formula/formula-input.tsx';
import { EntryFrame } from '../panel/entries/entry-frame.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { refusesId } from '../panel/node-id.ts';
import { NameInput } from '../rename/name-input.tsx';
import { panelTexts } from '../panel/panel-texts.ts';
import { ColumnsEditor } from './columns-editor.tsx';
import { fieldEditTexts } from './field-edit-texts.ts';
import { fieldTypeTexts } from './field-type-texts.ts';
import type { FormDesk } from './form-desk.ts';
import { lookPatch, patchField } from './form-edits.ts';
import { formTexts } from './form-texts.ts';
import { KindSelect } from './kind-select.tsx';
import { isAnswered, isTick, RequiredSwitch } from './required-switch.tsx';

interface PartProps {
  readonly form: FormDesk;
  readonly field: FormField;
  readonly index: number;
  readonly patch: (change: Parameters<typeof patchField>[1], what: string) => void;
}

function enumLines(form: FormDesk, field: FormField): string {
  return (field.enum ?? []).map((value) => (form.optionWord(field, value) === String(value) ? String(value) : `${value} = ${form.optionWord(field, value)}`)).join('\n');
}

function EnumEditor({ form, field, patch }: PartProps) {
  const text = useTexts(formTexts);
  const commit = (next: string) => {
    const lines = next.split('\n').map((line) => /^\s*(.*?)\s*(?:[=＝]\s*(.*?)\s*)?$/.exec(line)).filter((match) => match?.[1]);
    const values = lines.map((match) => (field.type === 'integer' || field.type === 'number' ? Number(match?.[1]) : (match?.[1] ?? '')));
    patch({ enum: values.length === 0 ? undefined : values }, text.options);
    lines.forEach((match, at) => {
      const value = values[at];
      if (value !== undefined && form.optionWord(field, value) !== (match?.[2] ?? String(value))) form.setOptionWord(field, value, match?.[2] ?? '');
    });
  };
  return (
    <EntryFrame title={text.options} help={text.enumHint}>
      <LineInput label={text.options} multiline value={enumLines(form, field)} readOnly={form.readOnly} onCommit={commit} />
    </EntryFrame>
  );
}

function OptionsEditor(props: PartProps) {
  const { form, field, patch } = props;
  const text = useTexts(formTexts);
  const edit = useTexts(fieldEditTexts);
  const panel = useTexts(panelTexts);
  const { scenario, locale } = form.desk;
  const kind = field.enum ? 'enum' : field.options === undefined ? 'none' : 'list' in field.options ? 'list' : 'dataset';
  const [firstList] = Object.keys(scenario.lists);
  const [firstDataset] = Object.keys(scenario.datasets);
  const firsts: Readonly<Record<string, Parameters<typeof patchField>[1]>> = {
    none: { enum: undefined, options: undefined, offered: undefined },
    enum: { options: undefined, enum: [1, 2].map((number) => (defaultOption(number)[locale] ?? '').replace(' ', '')) },
    list: { enum: undefined, options: { list: firstList ?? '' } },
    dataset: { enum: undefined, offered: undefined, options: { dataset: firstDataset ?? '', value: form.desk.columns(firstDataset)[0]?.id ?? '', label: form.desk.columns(firstDataset)[0]?.id ?? '' } },
  };
  const source = field.options;
  const put = (options: OptionSource) => patch({ options }, text.options);
  const columns = source && 'dataset' in source ? form.desk.columns(source.dataset).map((column) => ({ id: column.id, label: scenarioText(scenario, column.title, locale) ?? column.id })) : [];
  return (
    <>
      <Select label={text.optionsFrom} isDisabled={form.readOnly} value={kind} options={(['none', 'enum', 'list', 'dataset'] as const).map((id) => ({ id, label: text[`o_${id}`] }))} onChange={(id) => patch(firsts[id] ?? {}, text.options)} />
      {kind === 'enum' ? <EnumEditor {...props} /> : null}
      {source && 'list' in source ? <Select label={text.list} isDisabled={form.readOnly} value={source.list} empty={panel.noLists} options={Object.entries(scenario.lists).map(([id, list]) => ({ id, label: scenarioText(scenario, list.title, locale) ?? id }))} onChange={(list) => put({ list })} /> : null}
      {source && 'dataset' in source ? (
        <>
          <Select label={text.dataset} isDisabled={form.readOnly} value={source.dataset} empty={panel.noDatasets} options={Object.keys(scenario.datasets).map((id) => ({ id, label: form.desk.datasetName(id) }))} onChange={(dataset) => put({ dataset, value: form.desk.columns(dataset)[0]?.id ?? '', label: form.desk.columns(dataset)[0]?.id ?? '' })} />
          <div className="entry-two">
            <Select label={text.valueColumn} isDisabled={form.readOnly} value={source.value} options={columns} onChange={(value) => put({ ...source, value })} />
            <Select label={text.labelColumn} isDisabled={form.readOnly} value={source.label} options={columns} onChange={(label) => put({ ...source, label })} />
          </div>
        </>
      ) : null}
      {kind === 'enum' || kind === 'list' ? <EntryFrame title={edit.offered} help={edit.offeredHelp}><FormulaInput label={edit.offered} value={field.offered ?? ''} scope={form.desk.scope} readOnly={form.readOnly} outside={form.desk.problemsAt(['fields', props.index, 'offered'])} onChange={(offered) => patch({ offered: offered === '' ? undefined : offered }, edit.offered)} /></EntryFrame> : null}
    </>
  );
}

function LimitsEditor({ form, field, patch }: PartProps) {
  const text = useTexts(formTexts);
  const edit = useTexts(fieldEditTexts);
  const number = ['integer', 'number', 'decimal'].includes(field.type) || field.type === 'list';
  const dated = field.type === 'date' || field.type === 'date-time';
  const names = answerKind(field) === 'choices' ? { min: edit.minChoices, max: edit.maxChoices } : { min: text.min, max: text.max };
  const bound = (key: 'min' | 'max') => (next: string) => patch({ [key]: next === '' ? undefined : number && field.type !== 'decimal' && Number.isFinite(Number(next)) ? Number(next) : next }, names[key]);
  return (
    <>
      {dated ? <p className="entry-help">{edit.day}</p> : null}
      {(number || dated) && field.widget !== 'signature' ? (
        <div className="entry-two">
          {(['min', 'max'] as const).map((key) => <EntryFrame key={key} title={names[key]}><LineInput label={names[key]} value={String(field[key] ?? '')} readOnly={form.readOnly} onCommit={bound(key)} /></EntryFrame>)}
        </div>
      ) : null}
      {field.type === 'string' && !field.enum && !field.options ? (
        <>
          <KindSelect value={field.kind} isDisabled={form.readOnly} onChange={(kind, what) => patch({ kind, ...(kind === undefined ? {} : { pattern: undefined }) }, what)} />
          <div className="entry-two">
            <EntryFrame title={text.maxLength}><LineInput label={text.maxLength} value={String(field.maxLength ?? '')} readOnly={form.readOnly} onCommit={(next) => patch({ maxLength: Number(next) > 0 ? Number(next) : undefined }, text.maxLength)} /></EntryFrame>
            {field.kind === undefined || field.pattern !== undefined ? <EntryFrame title={text.pattern}><LineInput mono label={text.pattern} value={field.pattern ?? ''} readOnly={form.readOnly} onCommit={(next) => patch({ pattern: next === '' ? undefined : next }, text.pattern)} /></EntryFrame> : null}
          </div>
        </>
      ) : null}
    </>
  );
}

/** Everything about one question that is not its words on the paper. */
export function FieldProperties({ form, field, index }: Omit<PartProps, 'patch'>) {
  const text = useTexts(formTexts);
  const types = useTexts(fieldTypeTexts);
  const { readOnly } = form;
  const patch: PartProps['patch'] = (change, what) => form.put(form.fields.with(index, patchField(field, change)), text.changed(what), `${index}/${Object.keys(change).join()}`);
  const others = new Set(form.fields.filter((_, at) => at !== index).map((one) => one.id));
  const labelOf = (path: string, value: string) => {
    const other = form.fields.find((one) => `form.${one.id}` === path);
    return other ? form.optionWord(other, value) : value;
  };
  const error = form.wordOf(field, 'error');
  const edit = useTexts(fieldEditTexts);
  const kind = answerKind(field);
  const part = { form, field, index, patch };
  return (
    <div className="field-properties">
      <header className="panel-head">
        <div className="ui-grow">
          <h2>{form.wordOf(field, 'title')}</h2>
          <p><code>{field.id}</code> · {types[field.type]}</p>
        </div>
      </header>
      <section className="panel-section">
        {form.desk.problemsAt(['fields', index]).map((problem) => <ProblemLine key={problem.code} problem={problem} />)}
        <EntryFrame title={text.question}><LineInput label={text.question} value={form.wordOf(field, 'title')} readOnly={readOnly} onCommit={(next) => form.setWord(index, 'title', next, text.changed(text.question))} /></EntryFrame>
        <EntryFrame title={text.hint}><LineInput label={text.hint} value={form.wordOf(field, 'hint')} readOnly={readOnly} onCommit={(next) => form.setWord(index, 'hint', next, text.changed(text.hint))} /></EntryFrame>
        <EntryFrame title={text.id} problems={form.desk.problemsAt(['fields', index, 'id'])}><NameInput label={text.id} value={field.id} named={{ kind: 'results', path: [form.desk.flow, form.desk.id, field.id] }} readOnly={readOnly} refuses={(id) => refusesId(id, others) !== undefined} onHere={(id) => patch({ id }, text.id)} /></EntryFrame>
        <RequiredSwitch field={field} readOnly={readOnly} patch={patch} />
        <div className="entry-two">
          <Select label={text.type} isDisabled={readOnly} value={field.type} options={FIELD_TYPES.map((id) => ({ id, label: types[id] }))} onChange={(type) => patch({ type: type as FieldType }, text.type)} />
          <Select label={text.widget} isDisabled={readOnly} value={field.widget ?? ''} options={[{ id: '', label: text.auto }, ...WIDGETS.map((id) => ({ id, label: text[`w_${id}`] }))]} onChange={(widget) => patch(lookPatch(field, WIDGETS.find((one) => one === widget)), text.widget)} />
        </div>
      </section>
      <section className="panel-section">
        <EntryFrame title={text.visible}>
          <ConditionEditor key={`${field.id}.visible`} label={text.visible} value={field.visible ?? ''} scope={form.scope} readOnly={readOnly} labelOf={labelOf} problems={form.desk.problemsAt(['fields', index, 'visible'])} onChange={(visible) => patch({ visible: visible === '' ? undefined : visible }, text.visible)} />
        </EntryFrame>
      </section>
      {field.widget === 'table' ? <section className="panel-section"><ColumnsEditor form={form} field={field} index={index} put={(columns, what) => form.put(form.fields.with(index, patchField(field, { columns: [...columns] })), what, `${index}/columns`)} /></section> : null}
      {kind === 'region' ? <section className="panel-section"><Select label={edit.depth} isDisabled={readOnly} value={field.depth ?? 'county'} options={REGION_DEPTHS.map((id) => ({ id, label: edit[`d_${id}`] }))} onChange={(depth) => patch({ depth: REGION_DEPTHS.find((one) => one === depth) }, edit.depth)} /><p className="entry-help">{edit.regionHelp}</p></section> : null}
      {kind === 'person' || kind === 'unit' ? <section className="panel-section"><p className="entry-help">{edit.memberHelp}</p></section> : null}
      {field.widget === 'static' || field.widget === 'open' || (field.type === 'list' && kind !== 'choices') || field.compute !== undefined || kind === 'location' || kind === 'unit' || field.type === 'boolean' ? null : <section className="panel-section"><OptionsEditor {...part} /></section>}
      <section className="panel-section">
        {field.widget === 'open' ? <EntryFrame title={text.openOf}><FormulaInput label={text.openOf} value={field.of ?? ''} scope={form.desk.scope} readOnly={readOnly} outside={form.desk.problemsAt(['fields', index, 'of'])} onChange={(of) => patch({ of: of === '' ? undefined : of }, text.openOf)} /></EntryFrame> : null}
        <EntryFrame title={edit.compute} help={edit.computeHelp}><FormulaInput label={edit.compute} value={field.compute ?? ''} scope={form.scope} readOnly={readOnly} outside={form.desk.problemsAt(['fields', index, 'compute'])} onChange={(compute) => patch({ compute: compute === '' ? undefined : compute }, edit.compute)} /></EntryFrame>
        {isAnswered(field) && !isTick(field) ? <EntryFrame title={edit.requiredWhen}><ConditionEditor key={`${field.id}.required`} label={edit.requiredWhen} value={field.required ?? ''} scope={form.scope} readOnly={readOnly} labelOf={labelOf} problems={form.desk.problemsAt(['fields', index, 'required'])} onChange={(required) => patch({ required: required === '' ? undefined : required }, edit.requiredWhen)} /></EntryFrame> : null}
        <EntryFrame title={text.defaultValue}><FormulaInput label={text.defaultValue} value={field.default ?? ''} scope={form.desk.scope} readOnly={readOnly} outside={form.desk.problemsAt(['fields', index, 'default'])} onChange={(value) => patch({ default: value === '' ? undefined : value }, text.defaultValue)} /></EntryFrame>
        <LimitsEditor {...part} />
        <EntryFrame title={text.check} help={text.checkHint}>
          <ConditionEditor key={`${field.id}.check`} label={text.check} value={field.check ?? ''} scope={form.scope} readOnly={readOnly} labelOf={labelOf} problems={form.desk.problemsAt(['fields', index, 'check'])} onChange={(check) => patch({ check: check === '' ? undefined : check }, text.check)} />
        </EntryFrame>
        <EntryFrame title={text.errorSentence} help={error === '' ? text.noError : undefined}><LineInput label={text.errorSentence} value={error} readOnly={readOnly} onCommit={(next) => form.setWord(index, 'error', next, text.changed(text.errorSentence))} /></EntryFrame>
        <EntryFrame title={text.section}><LineInput when="leaving" label={text.section} value={field.section === undefined ? '' : form.sectionWord(field.section)} readOnly={readOnly} onCommit={(next) => patch({ section: next === '' ? undefined : next }, text.section)} /></EntryFrame>
      </section>
    </div>
  );
}
