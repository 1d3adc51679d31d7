import { INBOX_KEYS, INBOX_MORE, shownKey } from '../../text/keys.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { ActionDialog } from '../people/action-dialog.tsx';
import { inboxTexts } from './text.ts';

/** What each key does. */
export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(inboxTexts);
  const { locale } = useLocale();
  return (
    <ActionDialog title={t.keysTitle} act={t.keysClose} busy={false} problem={undefined} onAct={onClose} onClose={onClose} asks={false}>
      <dl className="keys-list">{[...INBOX_KEYS, ...INBOX_MORE].flatMap(({ keys, words }) => keys.map((key) => <div key={key}><dt><kbd>{shownKey(key, 'Ctrl ')}</kbd></dt><dd>{words[locale]}</dd></div>))}</dl>
    </ActionDialog>
  );
}
