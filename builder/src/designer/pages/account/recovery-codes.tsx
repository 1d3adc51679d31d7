import { Check, Copy, Download } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { copyText } from '../../../ui/copy-text.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { accountTexts } from './account-text.ts';

/** The recovery codes, told once: they cannot be closed by accident. */
export function RecoveryCodes({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const text = useTexts(accountTexts);
  const [copied, setCopied] = useState(false);
  const lines = codes.join('\n');
  const copy = (): void => void copyText(lines).then(setCopied);
  const save = (): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${lines}\n`], { type: 'text/plain' }));
    link.download = 'recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Dialog title={text.codesTitle} open dismissable={false} onClose={onClose} actions={<Button look="primary" onPress={onClose}>{text.kept}</Button>}>
      <div className="form-stack">
        <p className="note-bar" data-tone="warn">{text.codesText}</p>
        <ol className="account-codes">
          {codes.map((code) => <li key={code}><code>{code}</code></li>)}
        </ol>
        <p className="ui-row">
          <Button icon={copied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />} onPress={copy}>{copied ? text.copied : text.copy}</Button>
          <Button icon={<Download size={14} aria-hidden="true" />} onPress={save}>{text.saveFile}</Button>
        </p>
      </div>
    </Dialog>
  );
}
