import { useState } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDocumentBinding, useDocumentPart, useSaveState } from '../document/document-context.tsx';
import type { Theirs } from '../document/save.ts';
import { downloadText } from '../home/download.ts';
import { clockText } from '../home/when.ts';
import { useNameOf } from '../together/arrivals.tsx';
import { DifferenceList } from './difference-list.tsx';
import { pageTexts } from './scenario-text.ts';

function Choice({ theirs }: { readonly theirs: Theirs }) {
  const text = useTexts(pageTexts);
  const { locale } = useLocale();
  const { id, saver } = useDocumentBinding();
  const nameOf = useNameOf();
  const mine = useDocumentPart((state) => state.history.present);
  const [open, setOpen] = useState(true);
  return (
    <Dialog
      alert
      title={text.conflictTitle}
      size="wide"
      open={open}
      dismissable={false}
      onClose={() => setOpen(false)}
      actions={
        <>
          <Button onPress={() => downloadText(`${id}.mine.scenario.json`, `${JSON.stringify(mine, null, 2)}\n`)}>{text.downloadMine}</Button>
          <Button onPress={() => downloadText(`${id}.theirs.scenario.json`, `${JSON.stringify(theirs.scenario, null, 2)}\n`)}>{text.downloadTheirs}</Button>
          <span className="ui-grow" />
          <Button look="primary" onPress={() => saver.settle(theirs)}>
            {text.keepMine}
          </Button>
        </>
      }
    >
      <p>{text.conflictText(nameOf(theirs.updatedBy), clockText(theirs.updatedAt, locale))}</p>
      <DifferenceList before={mine} after={theirs.scenario} />
    </Dialog>
  );
}

/** Somebody saved, through the programming interface, what cannot be drawn, so that it cannot be merged either. */
export function ConflictDialog() {
  const state = useSaveState();
  return state.kind === 'conflict' ? <Choice key={state.theirs.version} theirs={state.theirs} /> : null;
}
