import { FunctionSquare, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../../../../runtime/schema/field.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { ColumnEditor } from '../computed/column-editor.tsx';
import { withColumn, type SampleRow } from '../computed/computed-draft.ts';
import { computedTexts } from '../computed/computed-text.ts';
import { TotalLines } from '../totals/total-lines.tsx';
import { ColumnDialog } from './column-dialog.tsx';
import { ColumnsList } from './columns-list.tsx';
import { EffectDialog } from './effect-dialog.tsx';
import { GroupsSection } from './groups-section.tsx';
import { countChanges, movedUp, withDraft, withGroups, withKey, withoutColumn } from './structure-draft.ts';
import { structureTexts } from './structure-text.ts';
import './structure.css';

type Open = { readonly kind: 'column' | 'computed'; readonly field?: DatasetField } | { readonly kind: 'effect' };

/** Asks before the page is left with changes that are not saved. */
function useAskBeforeLeaving(isAsking: boolean): void {
  useEffect(() => {
    if (!isAsking) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isAsking]);
}

export interface StructureViewProps {
  readonly definition: DatasetDefinition;
  readonly mayEdit: boolean;
  /** First rows, as samples of formulas. */
  readonly rows: readonly SampleRow[];
  /** Changes that are being collected; it outlives a look at the rows. */
  readonly draft: DatasetDefinition | undefined;
  readonly onDraft: (draft: DatasetDefinition | undefined) => void;
}

/** The structure of a dataset: read by all who may see it, changed by those who may. */
export function StructureView({ definition, mayEdit, rows, draft: collected, onDraft }: StructureViewProps) {
  const text = useTexts(structureTexts);
  const computed = useTexts(computedTexts);
  const [open, setOpen] = useState<Open>();
  const draft = collected ?? definition;
  const changes = countChanges(definition, draft);
  useAskBeforeLeaving(changes > 0);
  const close = (): void => setOpen(undefined);
  const change = (next: DatasetDefinition): void => {
    onDraft(next);
    close();
  };
  const isOld = (field: DatasetField | undefined): boolean => field !== undefined && definition.fields.some(({ id }) => id === field.id);
  return (
    <div className="stack structure">
      <p className="ui-quiet">{mayEdit ? text.note : text.noteRead}</p>
      <ColumnsList
        definition={draft}
        deeds={mayEdit ? { onEdit: (field) => setOpen({ kind: field.compute === undefined ? 'column' : 'computed', field }), onUp: ({ id }) => onDraft(movedUp(draft, id)), onRemove: ({ id }) => onDraft(withoutColumn(draft, id)) } : undefined}
      />
      {mayEdit ? (
        <div className="ui-row">
          <Button icon={<Plus size={14} aria-hidden="true" />} onPress={() => setOpen({ kind: 'column' })}>{text.add}</Button>
          <Button icon={<FunctionSquare size={14} aria-hidden="true" />} onPress={() => setOpen({ kind: 'computed' })}>{text.addComputed}</Button>
        </div>
      ) : null}
      <div className="structure-parts">
        <GroupsSection single title={text.key} note={text.keyNote} none={text.noKey} add={text.editKey} fields={draft.fields} groups={draft.key ? [draft.key] : []} mayEdit={mayEdit} onChange={([key = []]) => onDraft(withKey(draft, key))} />
        <GroupsSection title={text.uniques} note={text.uniquesNote} none={text.noUniques} add={text.addUnique} fields={draft.fields} groups={draft.unique ?? []} mayEdit={mayEdit} onChange={(groups) => onDraft(withGroups(draft, 'unique', groups))} />
        <GroupsSection title={text.indexes} note={text.indexesNote} none={text.noIndexes} add={text.addIndex} fields={draft.fields} groups={draft.index ?? []} mayEdit={mayEdit} onChange={(groups) => onDraft(withGroups(draft, 'index', groups))} />
      </div>
      <TotalLines definition={draft} />
      {changes === 0 ? null : (
        <div className="structure-bar">
          <output>{text.unsaved(changes)}</output>
          <span className="ui-grow" />
          <Button onPress={() => onDraft(undefined)}>{text.discard}</Button>
          <Button look="primary" onPress={() => setOpen({ kind: 'effect' })}>{text.review}</Button>
        </div>
      )}
      {open?.kind === 'column' ? <ColumnDialog definition={draft} field={open.field} isFixed={isOld(open.field)} onClose={close} onDone={(column) => change(withDraft(draft, open.field?.id, column))} /> : null}
      {open?.kind === 'computed' ? (
        <Dialog title={computed.button} size="wide" open dismissable={false} onClose={close}>
          <ColumnEditor definition={draft} field={open.field} rows={rows} onBack={close} onDone={(field) => change(withColumn(draft, open.field?.id, field))} />
        </Dialog>
      ) : null}
      {open?.kind === 'effect' ? <EffectDialog before={definition} after={draft} onClose={close} onDone={() => { onDraft(undefined); close(); }} /> : null}
    </div>
  );
}
