import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FormField } from '../../../../../runtime/schema/field.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { suggestName } from '../../home/suggest-id.ts';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { dataTexts } from './data-text.ts';
import { ColumnsTable } from './new-dataset/columns-table.tsx';
import type { Column } from './new-dataset/guess-columns.ts';
import './new-dataset/new-dataset.css';
import { newDatasetTexts } from './new-dataset/new-dataset-text.ts';
import { columnProblem } from './new-dataset/plan-dataset.ts';
import { columnsOfForm, columnsOfOwn, isLocalName, localNameOf, OWN_TYPES, ownOfColumns, type OwnDataset } from './own-fields.ts';

/** A form of the scenario whose questions can become columns. */
export interface FormSource {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly FormField[];
  readonly titleOf: (field: FormField) => string;
}

export interface OwnDialogProps {
  readonly taken: readonly string[];
  /** The dataset whose fields are changed; a new one when absent. */
  readonly editing?: { readonly name: string; readonly dataset: OwnDataset };
  readonly forms: readonly FormSource[];
  /** Words of a title that may point into the texts of the scenario. */
  readonly titleOf: (title: string) => string;
  readonly onDone: (name: string, value: OwnDataset) => void;
  readonly onClose: () => void;
}

const EMPTY: Column = { id: '', title: '', type: 'string', optional: true, key: false, subject: false };
const SAVING = { isPending: false, isError: false, error: undefined };

/** A dataset that the scenario keeps itself: its columns made by hand or taken from a form. */
export function OwnDialog({ taken, editing, forms, titleOf, onDone, onClose }: OwnDialogProps) {
  const text = useTexts(dataTexts);
  const words = useTexts(newDatasetTexts);
  const [name, setName] = useState(editing?.name ?? '');
  const [ownName, setOwnName] = useState(editing !== undefined);
  const [title, setTitle] = useState(editing === undefined ? '' : titleOf(editing.dataset.own.title));
  const [columns, setColumns] = useState<readonly Column[]>(editing === undefined ? [EMPTY] : columnsOfOwn(editing.dataset, titleOf));
  const [fixed] = useState(() => new Set(editing?.dataset.own.fields.map(({ id }) => id)));
  const latest = useRef('');
  const entitle = (next: string): void => {
    setTitle(next);
    latest.current = next;
    // The name follows the title until somebody gives one.
    if (!ownName) void suggestName(next).then((wish) => (latest.current === next ? setName(wish === '' ? '' : localNameOf(wish, taken)) : undefined));
  };
  const nameBad = editing !== undefined ? undefined : name === '' ? text.localEmpty : isLocalName(name, taken) ? undefined : text.localBad;
  const titleBad = title.trim() === '' ? text.ownTitleEmpty : undefined;
  const problemOf = (column: Column): string | undefined => {
    const problem = columnProblem(column, columns);
    return problem === undefined ? undefined : words[problem];
  };
  const take = (form: FormSource): void => {
    const kept = columns.filter(({ id, title: head }) => id !== '' || head !== '');
    setColumns([...kept, ...columnsOfForm(form.fields, form.titleOf, kept)]);
    if (title.trim() === '') entitle(form.title);
  };
  return (
    <FormDialog
      title={editing === undefined ? text.addOwn : text.editFields} size="full" saving={SAVING} onClose={onClose} action={editing === undefined ? text.add : text.save}
      wrong={{ name: nameBad, title: titleBad, columns: columns.some((column) => problemOf(column) !== undefined) ? text.columnsBad : undefined }}
      onSave={() => onDone(name, ownOfColumns(title, columns, editing?.dataset, titleOf))}
    >
      {(say) => (
        <>
          <div className="new-dataset-head">
            <TextField label={text.ownTitle} value={title} onChange={entitle} error={say(titleBad)} />
            <TextField label={text.localName} mono value={name} onChange={(next) => { setOwnName(true); setName(next); }} isDisabled={editing !== undefined} error={say(nameBad)} />
          </div>
          <ColumnsTable columns={columns} onChange={setColumns} types={OWN_TYPES} fixed={fixed} problemOf={(column) => say(problemOf(column))} />
          <div className="ui-row">
            <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={() => setColumns([...columns, EMPTY])}>{words.addColumn}</Button>
            <Menu label={text.fromForm} entries={forms.map((form) => ({ id: form.id, label: text.takeForm(form.title, form.fields.length), onAction: () => take(form) }))}>
              <Button size="small" isDisabled={forms.length === 0}>{text.fromForm}</Button>
            </Menu>
            <span className="ui-quiet">{forms.length === 0 ? text.noForms : text.fromFormHint}</span>
          </div>
          <p className="ui-quiet">{editing === undefined ? '' : `${text.ownFixed} `}{text.ownKeyNote} {words.subjectNote}</p>
        </>
      )}
    </FormDialog>
  );
}
