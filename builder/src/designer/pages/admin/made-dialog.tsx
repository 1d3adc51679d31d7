import type { ApiKey } from '../../../../../server/api/keys.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { keyTexts } from './key-text.ts';
import { ToldOnce } from './told-once.tsx';

export interface MadeKey {
  readonly key: ApiKey;
  readonly token: string;
}

/** The key, told once: it cannot be closed by accident. */
export function MadeDialog({ made, onClose }: { readonly made: MadeKey; readonly onClose: () => void }) {
  const text = useTexts(keyTexts);
  const calls = made.key.scim === true ? `${window.location.origin}/scim/v2` : made.key.apps.map((app) => `POST /api/apps/${app}`).join(' · ');
  return (
    <Dialog title={text.made} open dismissable={false} onClose={onClose} actions={<Button look="primary" onPress={onClose}>{text.close}</Button>}>
      <div className="form-stack">
        <p className="note-bar" data-tone="warn" role="alert">
          {text.madeText}
        </p>
        <ToldOnce secret={made.token} copyLabel={text.copy} />
        <p className="ui-label">{made.key.scim === true ? text.scimAddress : text.how}</p>
        <p>
          <code>{calls}</code>
        </p>
        <p>
          <code>Authorization: Bearer {made.token.slice(0, 8)}…</code>
        </p>
      </div>
    </Dialog>
  );
}
