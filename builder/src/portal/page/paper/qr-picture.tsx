import { useTexts } from '../../../text/locale.tsx';
import { qrPath } from './qr-path.ts';
import { paperTexts } from './text.ts';

/** A QR code, or a note in its place. */
export function QrPicture({ value, width }: { readonly value: string; readonly width: number }) {
  const t = useTexts(paperTexts);
  const code = qrPath(value);
  if (code === undefined) return <p className="paper-pale">{t.noQr}</p>;
  return <svg className="paper-qr" role="img" aria-label={`${t.qr}: ${value}`} viewBox={`0 0 ${code.size} ${code.size}`} style={{ width: `${width}mm` }}><path d={code.path} /></svg>;
}
