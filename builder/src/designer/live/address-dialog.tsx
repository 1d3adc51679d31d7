import { Copy, ExternalLink, TriangleAlert } from 'lucide-react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { appPath, isOnlyHere } from './app-address.ts';
import './live.css';
import { liveTexts } from './live-text.ts';

/** The address of the published app: to open, to copy, and as a QR code for a phone. */
export function AddressDialog({ release, onClose }: { readonly release: number; readonly onClose: () => void }) {
  const text = useTexts(liveTexts);
  const { locale } = useLocale();
  const { id } = useDocumentBinding();
  const title = useDocumentPart((state) => scenarioText(state.history.present, state.history.present.title, locale) ?? id);
  const copy = useCopy();
  const address = `${window.location.origin}${appPath(id)}`;
  return (
    <Dialog
      title={text.title}
      open
      onClose={onClose}
      size="narrow"
      actions={
        <>
          <Button icon={<Copy size={14} aria-hidden="true" />} onPress={() => copy(address, text.copied)}>{text.copy}</Button>
          <a className="ui-button" data-look="primary" href={appPath(id)} target="_blank" rel="noreferrer">
            <ExternalLink size={14} aria-hidden="true" />
            {text.openLong}
          </a>
        </>
      }
    >
      <div className="live-address">
        <p>{text.what(title, release)}</p>
        <QrCode text={address} label={text.qr(title)} />
        <p className="live-url">
          <span className="ui-hidden">{text.address}</span>
          <code>{address}</code>
        </p>
        {isOnlyHere(window.location.hostname) ? (
          <p className="live-only-here" role="note">
            <TriangleAlert size={14} aria-hidden="true" />
            {text.onlyHere}
          </p>
        ) : null}
        <p className="ui-quiet">{text.whoMay}</p>
      </div>
    </Dialog>
  );
}
