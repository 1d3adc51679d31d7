import { useContext } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { blankOf, entryOf, itemsOf, tupleShapes } from '../entry.ts';
import { useDesk } from '../entry-desk.tsx';
import { panelTexts } from '../panel-texts.ts';
import { EntryFrame } from './entry-frame.tsx';
import { EntryEditorsContext } from './entry-list.tsx';
import type { EntryProps } from './entry-props.ts';
import { AddButton, ItemBox } from './list-entries.tsx';

/** A list of short fixed rows, such as a column and its direction: each place of a row has an editor of its own. */
export function TuplesEntry({ entry, path, value, siblings }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const editors = useContext(EntryEditorsContext);
  if (editors === undefined) throw new Error('TuplesEntry outside of EntryEditorsContext');
  const shapes = tupleShapes(itemsOf(entry.schema)) ?? [];
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  const put = (next: readonly unknown[]) => desk.set(path, next.length === 0 && !entry.required ? undefined : next, entry.title);
  const move = (from: number, by: -1 | 1) => {
    const to = from + by;
    if (to >= 0 && to < rows.length) put(rows.toSpliced(from, 1).toSpliced(to, 0, rows[from]));
  };
  const first = desk.columns(siblings?.['dataset'] as string | undefined)[0]?.id;
  const blank = () => shapes.map((shape) => (shape.format === 'column' && first !== undefined ? first : blankOf(shape)));
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      {rows.map((row, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- rows of a plain list have no other identity
        <ItemBox key={index} title={`${entry.title} ${index + 1}`} {...(desk.readOnly ? {} : { onRemove: () => put(rows.toSpliced(index, 1)), onMove: (by: -1 | 1) => move(index, by) })}>
          <div className="entry-two">
            {shapes.map((shape, at) => {
              const part = entryOf(String(at), shape, true, desk.locale);
              const Editor = editors[part.kind];
              return <Editor key={part.key} entry={part} path={[...path, index, at]} value={Array.isArray(row) ? (row as readonly unknown[])[at] : undefined} siblings={siblings} />;
            })}
          </div>
        </ItemBox>
      ))}
      <AddButton label={text.addNamed(entry.title)} isDisabled={desk.readOnly} onPress={() => put([...rows, blank()])} />
    </EntryFrame>
  );
}
