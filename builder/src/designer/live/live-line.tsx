import { ExternalLink, QrCode } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { askForAddress, appPath } from './app-address.ts';
import './live.css';
import { liveTexts } from './live-text.ts';

/** Ways into the app that is published, for the page or for a phone. */
export function LiveLine({ id, release }: { readonly id: string; readonly release: number }) {
  const text = useTexts(liveTexts);
  return (
    <div className="live-line">
      <a className="ui-button" data-look="quiet" data-size="small" href={appPath(id)} target="_blank" rel="noreferrer">
        <ExternalLink size={13} aria-hidden="true" />
        {text.open}
      </a>
      <Button size="small" look="quiet" icon={<QrCode size={13} aria-hidden="true" />} onPress={() => askForAddress(release)}>
        {text.forPhone}
      </Button>
    </div>
  );
}
