import { useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/text-field.tsx';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';
import { parseTsv } from './tsv.ts';
import { pasteInto } from './use-grid-controls.ts';

/** Columns in the order of the sheet's header line; unknown ones are -1. */
function matchHeader(table: TableDesk, header: readonly string[]): readonly number[] {
  return header.map((word) => table.columns.findIndex((column) => column.id === word.trim() || table.titleOf(column) === word.trim()));
}

/** Pastes a sheet as new rules, matching columns by their titles. */
export function PasteDialog({ table, onClose }: { readonly table: TableDesk; readonly onClose: () => void }) {
  const text = useTexts(tableTexts);
  const [source, setSource] = useState('');
  const rows = source.trim() === '' ? [] : parseTsv(source);
  const match = matchHeader(table, rows[0] ?? []);
  const [header, setHeader] = useState<boolean>();
  const named = header ?? match.some((index) => index >= 0);
  const body = named ? rows.slice(1) : rows;
  const save = () => {
    const ordered = named ? body.map((line) => table.columns.map((_, index) => line[match.indexOf(index)] ?? '')) : body;
    table.put(pasteInto(table, table.config.rules.length, 0, ordered), text.pasted(ordered.length));
    onClose();
  };
  return (
    <Dialog title={text.pasteTitle} open onClose={onClose} actions={<><Button onPress={onClose}>{text.cancel}</Button><Button look="primary" isDisabled={body.length === 0} onPress={save}>{text.pasteDo}</Button></>}>
      <div className="column-form">
        <TextArea label={text.pasteArea} hint={text.pasteHint} mono rows={8} value={source} onChange={setSource} />
        {rows.length === 0 ? null : (
          <>
            <Checkbox value={named} onChange={setHeader}>{text.pasteHeader}</Checkbox>
            <p className="entry-help">{text.pastePreview(body.length, rows[0]?.length ?? 0)}</p>
            {named ? (rows[0] ?? []).filter((_, index) => match[index] === -1).map((word) => <p className="entry-bad" key={word}>{text.unknownColumn(word)}</p>) : null}
          </>
        )}
      </div>
    </Dialog>
  );
}
