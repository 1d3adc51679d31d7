import { useState } from 'react';
import { ScanLine } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import { scanCode } from '../scan-code.ts';
import { formTexts } from '../text.ts';
import type { WidgetProps } from './widget-props.ts';

/** A number that is typed or read from a picture of its code; the picture stays on the device. */
export function ScanWidget({ field, entry, onChange, ids, error }: WidgetProps) {
  const t = useTexts(formTexts);
  const [state, setState] = useState<'idle' | 'busy' | 'none' | 'done'>('idle');
  const read = async (file: File | undefined) => {
    if (!file) return;
    setState('busy');
    const text = await scanCode(file).catch(() => undefined);
    if (text !== undefined) onChange(text);
    setState(text === undefined ? 'none' : 'done');
  };
  const said = { idle: '', busy: t.scanning, none: t.scanFailed, done: t.scanned }[state];
  return (
    <FieldFrame field={field} ids={ids} error={error}>
      <div className="pf-scan">
        <input id={ids.control} className="pf-input" type="text" autoComplete="off" value={typeof entry === 'string' ? entry : ''} onChange={(event) => onChange(event.target.value)} {...describedBy(ids, field, error)} />
        <label className="pf-attach"><ScanLine className="i" aria-hidden="true" />{t.scan}<input type="file" className="pf-vh" accept="image/*" capture="environment" onChange={(event) => { void read(event.target.files?.[0]); event.target.value = ''; }} /></label>
      </div>
      <p className="pf-status" aria-live="polite">{said}</p>
    </FieldFrame>
  );
}
