import { useState } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { readBackup, writeBackup } from '../document/backup.ts';
import { changesOf, differences } from '../document/diff.ts';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { downloadText } from '../home/download.ts';
import { whenText } from '../home/when.ts';
import { DifferenceList } from './difference-list.tsx';
import { pageTexts } from './scenario-text.ts';

/** Offers edits that were not on the server when this page was last closed. */
export function RestoreDialog({ version }: { readonly version: number }) {
  const text = useTexts(pageTexts);
  const { locale } = useLocale();
  const { id, store } = useDocumentBinding();
  const present = useDocumentPart((state) => state.history.present);
  const [now] = useState(() => new Date());
  const [backup, setBackup] = useState(() => readBackup(id));
  const list = backup === undefined ? [] : differences(present, backup.scenario);
  if (backup === undefined || list.length === 0) return null;
  return (
    <Dialog
      alert
      title={text.restoreTitle}
      size="wide"
      open
      dismissable={false}
      onClose={() => setBackup(undefined)}
      actions={
        <>
          <Button onPress={() => downloadText(`${id}.unsaved.scenario.json`, `${JSON.stringify(backup.scenario, null, 2)}\n`)}>{text.downloadMine}</Button>
          <span className="ui-grow" />
          <Button
            onPress={() => {
              writeBackup(id, undefined, '');
              setBackup(undefined);
            }}
          >
            {text.discard}
          </Button>
          <Button
            look="primary"
            onPress={() => {
              store.edit({ label: text.restoreLabel, changes: changesOf(list) });
              setBackup(undefined);
            }}
          >
            {text.restore}
          </Button>
        </>
      }
    >
      <p>{text.restoreText(whenText(backup.at, now, locale))}</p>
      {backup.baseVersion === version ? null : <p>{text.restoreNewer}</p>}
      <DifferenceList list={list} />
    </Dialog>
  );
}
