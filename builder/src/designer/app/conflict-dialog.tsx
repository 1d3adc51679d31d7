import { useState } from 'react';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { editsFor } from '../document/change.ts';
import { changesOf, collisions, differences } from '../document/diff.ts';
import { useDocumentBinding, useDocumentPart, useSaveState } from '../document/document-context.tsx';
import { applyEdits } from '../document/edit.ts';
import type { Theirs } from '../document/save.ts';
import { downloadText } from '../home/download.ts';
import { clockText } from '../home/when.ts';
import { DifferenceList } from './difference-list.tsx';
import { pageTexts } from './scenario-text.ts';
import { useUser } from './session.tsx';

/** Their version with my changes since the common base on top. */
export function putOnTop(base: Scenario, mine: Scenario, theirs: Scenario): Scenario {
  return applyEdits(theirs, editsFor(theirs, changesOf(differences(base, mine))));
}

function Choice({ theirs, base }: { readonly theirs: Theirs; readonly base: Scenario }) {
  const text = useTexts(pageTexts);
  const { locale } = useLocale();
  const { id, store, saver } = useDocumentBinding();
  const me = useUser();
  const mine = useDocumentPart((state) => state.history.present);
  const [open, setOpen] = useState(true);
  const clashes = collisions(base, mine, theirs.scenario);
  // Whatever is chosen becomes one more edit, so that undo brings the other version back.
  const become = (wanted: Scenario, label: string): void => {
    store.edit({ label, changes: changesOf(differences(mine, wanted)) });
    saver.settle(theirs);
    setOpen(false);
  };
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
          <span className="ui-grow" />
          <Button onPress={() => become(theirs.scenario, text.takeTheirsLabel)}>{text.takeTheirs}</Button>
          <Button look="primary" onPress={() => become(putOnTop(base, mine, theirs.scenario), text.keepMineLabel)}>
            {text.keepMine}
          </Button>
        </>
      }
    >
      <p>{text.conflictText(theirs.updatedBy === me.id ? me.name : theirs.updatedBy === '' ? text.someone : theirs.updatedBy, clockText(theirs.updatedAt, locale))}</p>
      <p>{text.conflictClash(clashes.length)}</p>
      <div className="diff-columns">
        <section>
          <h3>{text.conflictMine}</h3>
          <DifferenceList list={differences(base, mine)} clashes={clashes} />
        </section>
        <section>
          <h3>{text.conflictTheirs}</h3>
          <DifferenceList list={differences(base, theirs.scenario)} clashes={clashes} />
        </section>
      </div>
    </Dialog>
  );
}

/** Shows both versions when a save met someone else's, and loses neither. */
export function ConflictDialog() {
  const { saver } = useDocumentBinding();
  const state = useSaveState();
  if (state.kind !== 'conflict') return null;
  return <Choice key={state.theirs.version} theirs={state.theirs} base={saver.base().scenario} />;
}
