import { useTexts } from '../../../../text/locale.tsx';
import { ColumnDialog } from '../structure/column-dialog.tsx';
import { GroupsSection } from '../structure/groups-section.tsx';
import { fieldOfDraft, type ColumnDraft } from '../structure/structure-draft.ts';
import { structureTexts } from '../structure/structure-text.ts';
import '../structure/structure.css';
import { fieldOf, privacyOf, type Column } from './guess-columns.ts';
import { definitionOf, type DatasetWish } from './plan-dataset.ts';

function columnOf(before: Column, draft: ColumnDraft): Column {
  const { id, title = id, type, optional = false, compute: _, personal, mask, ...more } = fieldOfDraft(draft);
  return { id, title, type, optional, key: before.key && !optional, subject: draft.isSubject, privacy: privacyOf({ personal, mask }), ...(Object.keys(more).length === 0 ? {} : { more }) };
}

export interface MorePartsProps {
  readonly wish: DatasetWish;
  /** Place of the column that is open. */
  readonly open: number | undefined;
  readonly onOpen: (index: number | undefined) => void;
  readonly onWish: (part: Partial<DatasetWish>) => void;
}

/** What a new dataset may say beyond its columns: references, classes and masks of each, and further unique keys. */
export function MoreParts({ wish, open, onOpen, onWish }: MorePartsProps) {
  const text = useTexts(structureTexts);
  const definition = definitionOf(wish);
  const column = open === undefined ? undefined : wish.columns[open];
  const done = (draft: ColumnDraft): void => {
    onWish({ columns: wish.columns.map((one, at) => (at === open && column ? columnOf(column, draft) : draft.isSubject ? { ...one, subject: false } : one)) });
    onOpen(undefined);
  };
  return (
    <>
      <GroupsSection title={text.uniques} note={text.uniquesNote} none={text.noUniques} add={text.addUnique} fields={definition.fields.filter(({ id }) => id !== '')} groups={definition.unique ?? []} mayEdit onChange={(unique) => onWish({ unique })} />
      {column === undefined ? null : <ColumnDialog definition={definition} field={fieldOf(column)} isFixed={false} onClose={() => onOpen(undefined)} onDone={done} />}
    </>
  );
}
