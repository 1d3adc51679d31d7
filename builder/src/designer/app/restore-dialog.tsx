import { useEffect, useState } from 'react';
import { mergeScenario } from '../../../../runtime/schema/merge/merge-scenario.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { openPages, readBackups, writeBackup, type Backup } from '../document/backup.ts';
import { changesOf, differences } from '../document/diff.ts';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { downloadText } from '../home/download.ts';
import { whenText } from '../home/when.ts';
import { useTogether } from '../together/together-context.tsx';
import { DifferenceList } from './difference-list.tsx';
import { pageTexts } from './scenario-text.ts';
import { useUser } from './session.tsx';

/** The draft with what was left behind in it. Without the base nobody can tell what was changed: then it is as it was left. */
function restored(present: Scenario, { base, scenario }: Backup): ReturnType<typeof mergeScenario<Scenario>> {
  return base === undefined ? { document: scenario, clashes: [] } : mergeScenario(base, scenario, present);
}

function Offer({ backup, onDone }: { readonly backup: Backup; readonly onDone: () => void }) {
  const text = useTexts(pageTexts);
  const { locale } = useLocale();
  const { id, store } = useDocumentBinding();
  const { together, page } = useTogether();
  const user = useUser();
  const present = useDocumentPart((state) => state.history.present);
  const [now] = useState(() => new Date());
  const { document, clashes } = restored(present, backup);
  const list = differences(present, document);
  const forget = (): void => {
    writeBackup({ id, user: user.id, page: backup.page }, undefined, '');
    onDone();
  };
  const isNews = list.length > 0 || clashes.length > 0;
  useEffect(() => {
    // All of it has reached the server since, perhaps by another page.
    if (!isNews) forget();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isNews]);
  if (!isNews) return null;
  const restore = (): void => {
    store.edit({ label: text.restoreLabel, changes: changesOf(list) });
    together.arrived({ before: document, after: document, clashes }, '', new Date().toISOString());
    // From here on it is among the unsaved edits of this page.
    if (page !== backup.page) forget();
  };
  return (
    <Dialog
      alert
      title={text.restoreTitle}
      size="wide"
      open
      dismissable={false}
      onClose={onDone}
      actions={
        <>
          <Button onPress={() => downloadText(`${id}.unsaved.scenario.json`, `${JSON.stringify(backup.scenario, null, 2)}\n`)}>{text.downloadMine}</Button>
          <span className="ui-grow" />
          <Button onPress={forget}>{text.discard}</Button>
          <Button look="primary" onPress={restore}>
            {text.restore}
          </Button>
        </>
      }
    >
      <p>{text.restoreText(whenText(backup.at, now, locale))}</p>
      <DifferenceList before={present} after={document} />
    </Dialog>
  );
}

/** Offers edits that were not on the server when their pages were closed, one page after the other. */
export function RestoreDialog() {
  const { id } = useDocumentBinding();
  const user = useUser();
  const [backups, setBackups] = useState<readonly Backup[]>([]);
  useEffect(() => {
    let gone = false;
    void openPages().then((open) => (gone ? undefined : setBackups(readBackups({ id, user: user.id }, open))));
    return () => {
      gone = true;
    };
  }, [id, user.id]);
  const [first] = backups;
  return first === undefined ? null : <Offer key={first.page} backup={first} onDone={() => setBackups(backups.slice(1))} />;
}
