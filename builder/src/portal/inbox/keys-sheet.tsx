import { useTexts } from '../../text/locale.tsx';
import { ActionDialog } from '../people/action-dialog.tsx';
import { inboxTexts } from './text.ts';

/** What each key does. */
export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(inboxTexts);
  const keys = [['J', t.keyDown], ['K', t.keyUp], ['Enter', t.keyOpen], ['X', t.keyPick], ['A', t.keyPickPage], ['C', t.keyClaim], ['/', t.keySearch], ['Esc', t.keyEscape], ['?', t.keySheet]] as const;
  return (
    <ActionDialog title={t.keysTitle} act={t.keysClose} busy={false} problem={undefined} onAct={onClose} onClose={onClose} asks={false}>
      <dl className="keys-list">{keys.map(([key, does]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}</dl>
    </ActionDialog>
  );
}
