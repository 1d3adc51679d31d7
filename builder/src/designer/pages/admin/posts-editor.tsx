import { Plus, Trash2 } from 'lucide-react';
import type { MemberChoices, Unit } from '../../../../../server/api/account.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { DutyPicker } from './duty-picker.tsx';
import './member.css';
import { newPost, type PostRow } from './member-posts.ts';
import { memberTexts } from './member-text.ts';
import { UnitSelect } from './unit-select.tsx';

interface PostProps {
  readonly row: PostRow;
  readonly choices: MemberChoices;
  readonly error: string | undefined;
  readonly onChange: (row: PostRow) => void;
  readonly onRemove: () => void;
}

function Post({ row, choices, error, onChange, onRemove }: PostProps) {
  const text = useTexts(memberTexts);
  // A unit that was closed meanwhile is no choice any more, and stays until somebody takes it away.
  const units: readonly Unit[] = row.unit === undefined || choices.units.some(({ id }) => id === row.unit?.id) ? choices.units : [row.unit, ...choices.units];
  return (
    <fieldset className="member-post" aria-label={row.unit?.name ?? text.post}>
      <UnitSelect label={text.unit} placeholder={text.chooseUnit} options={units.map(({ id, name }) => ({ id, label: name, end: <code>{id}</code> }))} value={row.unit?.id ?? null} error={error} onChange={(id) => onChange({ ...row, unit: units.find((unit) => unit.id === id) })} />
      <DutyPicker known={choices.duties} chosen={row.duties} onChange={(duties) => onChange({ ...row, duties })} />
      <Checkbox value={row.head} onChange={(head) => onChange({ ...row, head })}>{text.head}</Checkbox>
      <p><Button size="small" icon={<Trash2 size={12} aria-hidden="true" />} onPress={onRemove}>{text.dropPost(row.unit?.name ?? text.post)}</Button></p>
    </fieldset>
  );
}

export interface PostsEditorProps {
  readonly rows: readonly PostRow[];
  readonly choices: MemberChoices;
  /** What to say at each row. */
  readonly errors: readonly (string | undefined)[];
  readonly onChange: (rows: readonly PostRow[]) => void;
}

/** Units besides the main one, each with its own duties. */
export function PostsEditor({ rows, choices, errors, onChange }: PostsEditorProps) {
  const text = useTexts(memberTexts);
  return (
    <fieldset className="duty-picker">
      <legend className="ui-label">{text.posts}</legend>
      <p className="ui-quiet">{text.postsHint}</p>
      {rows.map((row, at) => (
        <Post key={row.key} row={row} choices={choices} error={errors[at]} onChange={(next) => onChange(rows.map((old) => (old.key === row.key ? next : old)))} onRemove={() => onChange(rows.filter(({ key }) => key !== row.key))} />
      ))}
      {rows.length >= 20 ? null : <p><Button size="small" icon={<Plus size={12} aria-hidden="true" />} onPress={() => onChange([...rows, newPost()])}>{text.addPost}</Button></p>}
    </fieldset>
  );
}
