import { Undo2 } from 'lucide-react';
import { Fragment, useCallback, useEffect, useState, type DragEvent } from 'react';
import { FORM_PAGES } from '../../../../runtime/schema/field.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { isDialogOpen, isWriting } from '../canvas/keys.ts';
import { useDocumentBinding, useHistory } from '../document/document-context.tsx';
import { useLook } from '../document/open-place.ts';
import { parsePointer } from '../document/pointer.ts';
import { nodeTitle } from '../document/scenario-text.ts';
import { EntryDeskProvider } from '../panel/entry-desk.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import '../panel/panel.css';
import { Select } from '../../ui/select.tsx';
import type { NewField } from './added-field.ts';
import { fieldsOfColumns, startSection } from './column-edits.ts';
import { FieldCard } from './field-card.tsx';
import { fieldEditTexts } from './field-edit-texts.ts';
import { FieldProperties } from './field-properties.tsx';
import { useFormDesk, type FormDesk } from './form-desk.ts';
import { moveField, removeField } from './form-edits.ts';
import './form-editor.css';
import { FormPalette } from './form-palette.tsx';
import { FormPreview } from './form-preview.tsx';
import { formTexts } from './form-texts.ts';
import { OutcomesEditor } from './outcomes-editor.tsx';

function Paper({ form, chosen, setChosen, add }: { readonly form: FormDesk; readonly chosen: number; readonly setChosen: (index: number) => void; readonly add: (made: NewField, at: number) => void }) {
  const text = useTexts(formTexts);
  const edit = useTexts(fieldEditTexts);
  const { desk, fields, readOnly } = form;
  const move = (from: number, to: number) => {
    form.put(moveField(fields, from, to), text.moved);
    if (to >= 0 && to < fields.length) setChosen(to);
  };
  const drop = (event: DragEvent, at: number) => {
    event.preventDefault();
    event.stopPropagation();
    const moved = event.dataTransfer.getData('application/x-field');
    const made = event.dataTransfer.getData('application/x-new-field');
    if (moved !== '') move(Number(moved), Math.min(at, fields.length - 1));
    else if (made !== '') add(JSON.parse(made) as NewField, at);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a drop target; every drop has a key and a button
    <div className="form-paper" onDragOver={(event) => event.preventDefault()} onDrop={(event) => drop(event, fields.length)}>
      <LineInput className="in-place form-title" label={text.title} value={nodeTitle(desk.scenario, desk.flow, desk.id, form.locale)} readOnly={readOnly} onCommit={(next) => desk.setNodeText('title', desk.node.title, next, text.changed(text.title))} />
      <ol className="form-fields">
        {fields.map((field, index) => (
          <Fragment key={field.id}>
          {field.section === undefined || field.section === fields[index - 1]?.section ? null : <li className="form-section"><LineInput when="leaving" className="in-place" label={edit.sectionName} value={form.sectionWord(field.section)} readOnly={readOnly} onCommit={(next) => form.setSectionWord(index, next, text.changed(edit.sectionName))} /></li>}
          <FieldCard
            form={form}
            field={field}
            index={index}
            selected={index === chosen}
            onSelect={() => setChosen(index)}
            onMove={(to) => move(index, to)}
            onDuplicate={() => { form.duplicate(index, text.copied); setChosen(index + 1); }}
            onRemove={() => { form.put(removeField(fields, index), text.removed(form.wordOf(field, 'title'))); setChosen(Math.max(0, index - 1)); }}
            onDropAt={drop}
          />
          </Fragment>
        ))}
      </ol>
      {fields.length === 0 ? <p className="form-empty">{text.dropHere}</p> : null}
      {form.outcomes === undefined ? null : (
        <div className="form-outcomes">
          {form.outcomes.map((outcome, index) => (
            <LineInput key={outcome.port} className="in-place" label={text.outcomeTitle} value={form.outcomeWord(outcome)} readOnly={readOnly} onCommit={(next) => form.setOutcomeWord(index, next, text.changed(text.outcomeTitle))} />
          ))}
        </div>
      )}
    </div>
  );
}

/** `/` finds a field wherever the focus is, but while somebody writes. */
function useFindKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.isComposing || isWriting(event.target) || isDialogOpen()) return;
      event.preventDefault();
      document.getElementById('form-find')?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function FormOfDesk() {
  const text = useTexts(formTexts);
  const edit = useTexts(fieldEditTexts);
  const { locale: reader } = useLocale();
  const { store } = useDocumentBinding();
  const history = useHistory();
  const [locale, setLocale] = useState<Locale>(reader);
  const [chosen, setChosen] = useState(0);
  const form = useFormDesk(locale);
  useFindKey();
  useLook(useCallback(({ path }) => {
    const [, , , , , part, index] = parsePointer(path);
    if (part !== 'fields' || index === undefined) return;
    setChosen(Number(index));
    setTimeout(() => document.querySelector('.form-props')?.querySelector<HTMLElement>('input,textarea')?.focus(), 60);
  }, []));
  if (form === undefined) return <EmptyState title={text.notForm} />;
  const { fields } = form;
  const field = fields[chosen];
  const add = (made: NewField, at: number) => {
    form.add(made, at, text.added(made.words?.title?.[reader] ?? made.field.title ?? made.field.id));
    setChosen(at);
  };
  const fromDataset = (dataset: string) => {
    const made = fieldsOfColumns(fields, form.desk.columns(dataset));
    if (made.length === 0) return;
    form.put([...fields, ...made], edit.fromDatasetDone(dataset, made.length));
    setChosen(fields.length);
  };
  return (
    <div className="form-editor">
      <FormPalette form={form} onAdd={(made) => add(made, fields.length === 0 ? 0 : chosen + 1)} onSection={() => form.put(startSection(fields, Math.min(chosen, fields.length - 1), edit.newSection), edit.sectionAdded)} onDataset={fromDataset} />
      <section className="form-work" aria-label={text.form}>
        <div className="form-bar">
          <IconButton label={text.undo} keys="⌘Z" icon={<Undo2 size={15} aria-hidden="true" />} isDisabled={history.undo === undefined} onPress={() => void store.undo()} />
          <span className="ui-quiet">{text.size(fields.length, fields.filter((one) => one.visible !== undefined).length)}</span>
          <span className="ui-grow" />
          <Select label={edit.layout} hideLabel isDisabled={form.readOnly} value={form.layout} options={FORM_PAGES.map((id) => ({ id, label: edit[`l_${id}`] }))} onChange={(id) => form.setLayout(FORM_PAGES.find((one) => one === id) ?? 'one', text.changed(edit.layout))} />
          <SegmentedControl size="small" label={text.language} value={locale} options={[{ id: 'zh-CN', label: text.zh }, { id: 'en', label: text.en }]} onChange={(id) => setLocale(id === 'en' ? 'en' : 'zh-CN')} />
        </div>
        <div className="form-stage">
          <Paper form={form} chosen={chosen} setChosen={setChosen} add={add} />
          <FormPreview locale={locale} chosen={field?.id} />
        </div>
      </section>
      <aside className="form-props" aria-label={text.properties}>
        {field === undefined ? <p className="panel-note">{text.pick}</p> : <FieldProperties key={chosen} form={form} field={field} index={chosen} />}
        <OutcomesEditor form={form} />
      </aside>
    </div>
  );
}

/** The form of one node, written on paper with the living form beside it. */
export function FormEditor({ flow, node }: { readonly flow: string; readonly node: string }) {
  return (
    <EntryDeskProvider flow={flow} id={node}>
      <FormOfDesk />
    </EntryDeskProvider>
  );
}
