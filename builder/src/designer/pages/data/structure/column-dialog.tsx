import { useMemo, useState } from 'react';
import { titleIn } from '../../../../../../runtime/schema/dataset-words.ts';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import { FIELD_TYPES, MASKS, type DatasetField, type FieldType } from '../../../../../../runtime/schema/field.ts';
import { referredColumn } from '../../../../../../runtime/schema/reference.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Switch } from '../../../../ui/choice.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { ComboBox, Select } from '../../../../ui/select.tsx';
import { TextArea, TextField } from '../../../../ui/text-field.tsx';
import { useDatasets } from '../../../document/catalogue.ts';
import { fieldTypeTexts } from '../../../form/field-type-texts.ts';
import { sharingTexts } from '../../sharing/sharing-text.ts';
import { nameOfTitle } from '../computed/computed-draft.ts';
import { dataTexts } from '../data-text.ts';
import { fieldTitle } from '../dataset-title.ts';
import { columnFaults, draftOf, type ColumnDraft, type ColumnFault } from './structure-draft.ts';
import { structureTexts } from './structure-text.ts';

const NONE = '-';
const LEVELS = ['L1', 'L2', 'L3', 'L4'] as const;
const SHARINGS = ['unconditional', 'restricted', 'none'] as const;
const NEW: DatasetField = { id: '', type: 'string', title: '', optional: true };
const COUNTED: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number', 'decimal']);
const CHOSEN: ReadonlySet<FieldType> = new Set<FieldType>(['string', 'integer', 'number']);

type Patch = (part: Readonly<Partial<{ [Name in keyof DatasetField]: DatasetField[Name] | undefined }>>) => void;

/** Picks a dataset one may see whose rows can be referred to. */
function ReferencePicker({ value, onChange }: { readonly value: string | undefined; readonly onChange: (to: string | undefined) => void }) {
  const text = useTexts(structureTexts);
  const { locale } = useLocale();
  const { list } = useDatasets();
  const options = useMemo(() => [
    { id: NONE, label: text.noRef },
    ...list.flatMap(({ definition }) => {
      const column = referredColumn(definition);
      const field = definition.fields.find(({ id }) => id === column);
      return field === undefined ? [] : [{ id: definition.id, label: `${titleIn(definition, locale)} · ${definition.id}`, detail: text.refKey(fieldTitle(field, locale)) }];
    }),
    ...(value === undefined || list.some(({ definition }) => definition.id === value) ? [] : [{ id: value, label: value }]),
  ], [list, locale, text, value]);
  return <ComboBox key={options.length} label={text.ref} hint={text.refHint} options={options} value={value ?? NONE} onChange={(to) => onChange(to === null || to === NONE ? undefined : to)} />;
}

function Classes({ draft, patch, onSubject }: { readonly draft: ColumnDraft; readonly patch: Patch; readonly onSubject: (is: boolean) => void }) {
  const text = useTexts(structureTexts);
  const sharing = useTexts(sharingTexts);
  const data = useTexts(dataTexts);
  const { field, isSubject } = draft;
  const orNone = <Id extends string>(ids: readonly Id[], id: string): Id | undefined => ids.find((one) => one === id);
  return (
    <>
      <div className="structure-pair">
        <Select label={text.sharingField} value={field.sharing ?? NONE} options={[{ id: NONE, label: text.asDataset }, ...SHARINGS.map((id) => ({ id, label: data[`sharing_${id}`] }))]} onChange={(id) => patch({ sharing: orNone(SHARINGS, id) })} />
        <Select label={text.level} value={field.level ?? NONE} options={[{ id: NONE, label: text.noLevel }, ...LEVELS.map((id) => ({ id, label: id }))]} onChange={(id) => patch({ level: orNone(LEVELS, id) })} />
        <Select label={text.mask} value={field.mask ?? NONE} options={[{ id: NONE, label: text.noMask }, ...MASKS.map((id) => ({ id, label: sharing[`mask_${id}`] }))]} onChange={(id) => patch({ mask: orNone(MASKS, id) })} />
      </div>
      <Switch value={field.personal ?? false} onChange={(personal) => patch({ personal: personal || undefined })}>{text.personalField}</Switch>
      <Switch value={isSubject} onChange={onSubject}>{text.subjectField}</Switch>
    </>
  );
}

export interface ColumnDialogProps {
  readonly definition: DatasetDefinition;
  /** The column that is changed; a new one without it. */
  readonly field: DatasetField | undefined;
  /** Columns that rows have already keep their id. */
  readonly isFixed: boolean;
  readonly onDone: (draft: ColumnDraft) => void;
  readonly onClose: () => void;
}

/** One column: what it is called, what it takes, what it refers to, and who may see it. */
export function ColumnDialog({ definition, field, isFixed, onDone, onClose }: ColumnDialogProps) {
  const text = useTexts(structureTexts);
  const types = useTexts(fieldTypeTexts);
  const { locale } = useLocale();
  const [draft, setDraft] = useState<ColumnDraft>(() => draftOf(field ?? NEW, definition));
  const [named, setNamed] = useState(field !== undefined);
  const [tried, setTried] = useState(false);
  const patch: Patch = (part) => setDraft((old) => ({ ...old, field: { ...old.field, ...part } as DatasetField }));
  const faults = columnFaults(definition, field?.id, draft);
  const say = (...kinds: readonly ColumnFault[]): string | undefined => {
    const found = tried ? faults.find((fault) => kinds.includes(fault)) : undefined;
    return found === undefined ? undefined : text[found];
  };
  const done = (): void => {
    setTried(true);
    if (faults.length === 0) onDone(draft);
  };
  const rename = (title: string): void => patch({ title, ...(named ? {} : { id: title.trim() === '' ? '' : nameOfTitle(title, definition.fields.map(({ id }) => id)) }) });
  const { field: now } = draft;
  return (
    <Dialog
      title={field === undefined ? text.newColumn : text.editColumn(fieldTitle(field, locale))} size="wide" open dismissable={false} onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" onPress={done}>{text.done}</Button>
        </>
      }
    >
      <div className="form-stack">
        <div className="structure-pair">
          <TextField label={text.name} value={now.title ?? ''} maxLength={100} error={say('needName')} onChange={rename} />
          <TextField label={text.english} value={now.texts?.en?.title ?? ''} maxLength={200} onChange={(title) => patch({ texts: { en: { title } } })} />
          <TextField label={text.id} mono value={now.id} isReadOnly={isFixed} hint={isFixed ? text.idFixed : undefined} error={say('badId', 'takenId')} onChange={(id) => { setNamed(true); patch({ id: id.trim() }); }} />
          <Select label={text.type} value={now.type} options={FIELD_TYPES.map((id) => ({ id, label: types[id] }))} onChange={(id) => patch({ type: FIELD_TYPES.find((one) => one === id) ?? now.type })} />
          {COUNTED.has(now.type) ? <TextField label={text.unit} hint={text.unitHint} value={now.unit ?? ''} maxLength={40} onChange={(unit) => patch({ unit })} /> : null}
        </div>
        {now.compute === undefined ? <Switch value={now.optional !== true} onChange={(required) => patch({ optional: required ? undefined : true })}>{text.requiredField}</Switch> : null}
        {CHOSEN.has(now.type) && now.compute === undefined ? <TextArea label={text.choicesField} hint={text.choicesHint} rows={3} value={draft.choices} error={say('badChoices')} onChange={(choices) => setDraft((old) => ({ ...old, choices }))} /> : null}
        <details className="structure-more" open={now.ref !== undefined || now.sharing !== undefined || now.mask !== undefined || now.level !== undefined || field !== undefined}>
          <summary>{text.more}</summary>
          <div className="form-stack">
            {now.compute === undefined ? <ReferencePicker value={now.ref} onChange={(ref) => patch({ ref })} /> : null}
            <Classes draft={draft} patch={patch} onSubject={(isSubject) => setDraft((old) => ({ ...old, isSubject }))} />
          </div>
        </details>
      </div>
    </Dialog>
  );
}
