import { useEffect, useEffectEvent, useRef, useState, type PointerEvent } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { isFilesEntry } from '../entry-kinds.ts';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import { FileLinks, FileName } from '../file-links.tsx';
import { formTexts } from '../text.ts';
import { useUploads } from '../use-uploads.ts';
import type { WidgetProps } from './widget-props.ts';

const WIDTH = 640;
const HEIGHT = 240;
const INK = '#131518';

const penOf = (canvas: HTMLCanvasElement | null) => {
  const pen = canvas?.getContext('2d') ?? null;
  if (pen) Object.assign(pen, { lineWidth: 5, lineCap: 'round', lineJoin: 'round', strokeStyle: INK, fillStyle: INK });
  return pen;
};

function clear(canvas: HTMLCanvasElement | null): void {
  const pen = penOf(canvas);
  if (!pen) return;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, WIDTH, HEIGHT);
}

/** The name as large as the pad allows. */
function write(canvas: HTMLCanvasElement | null, name: string): void {
  clear(canvas);
  const pen = penOf(canvas);
  if (!pen) return;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.font = '96px serif';
  const wide = pen.measureText(name).width;
  if (wide > WIDTH - 40) pen.font = `${Math.floor((96 * (WIDTH - 40)) / wide)}px serif`;
  pen.fillText(name, WIDTH / 2, HEIGHT / 2);
}

/** Draws with finger, pen or mouse. */
function Pad({ canvas, label, onDrawn }: { readonly canvas: React.RefObject<HTMLCanvasElement | null>; readonly label: string; readonly onDrawn: () => void }) {
  const last = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: ((event.clientX - box.left) * WIDTH) / box.width, y: ((event.clientY - box.top) * HEIGHT) / box.height };
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const from = last.current;
    const pen = from && penOf(event.currentTarget);
    if (!pen) return;
    const to = at(event);
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last.current = to;
    onDrawn();
  };
  return (
    <canvas
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a picture that is being drawn has no source
      ref={canvas} width={WIDTH} height={HEIGHT} className="pf-pad" role="img" aria-label={label}
      onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); last.current = at(event); }}
      onPointerMove={move} onPointerUp={() => { last.current = undefined; }} onPointerCancel={() => { last.current = undefined; }}
    />
  );
}

/** A signature drawn by hand, or the name written by whoever cannot draw; kept as a picture. */
export function SignatureWidget({ field, entry, onChange, ids, error, source }: WidgetProps) {
  const t = useTexts(formTexts);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  const files = isFilesEntry(entry) ? entry.files : [];
  const going = useUploads(source, { refuse: () => undefined, lost: t.sendLost }, (file) => onChange({ files: [file] }));
  const known = isFilesEntry(entry) ? (entry.sending ?? 0) : 0;
  const tell = useEffectEvent((sending: number) => onChange({ files, ...(sending > 0 ? { sending } : {}) }));
  useEffect(() => {
    if (known !== going.sending) tell(going.sending);
  }, [going.sending, known]);
  const isOpen = files.length === 0;
  useEffect(() => {
    if (isOpen) clear(canvas.current);
  }, [isOpen]);
  const send = (fileName: string) => canvas.current?.toBlob((blob) => {
    if (blob) going.send(new File([blob], `${fileName}.png`, { type: 'image/png' }));
  }, 'image/png');
  const [signed] = files;
  if (field.readOnly === true) return <FieldFrame field={field} ids={ids} error={error} group>{signed === undefined ? <p className="pf-hint">{t.notSigned}</p> : <FileLinks files={files} addressOf={source.fileAddress} />}</FieldFrame>;
  const [upload] = going.uploads;
  if (signed !== undefined) {
    const address = source.fileAddress?.(signed.id);
    return (
      <FieldFrame field={field} ids={ids} error={error} group>
        {address === undefined ? null : <img className="pf-pad pf-signed" src={address} alt={t.signedAs(signed.name)} />}
        <ul className="file-list"><li><FileName file={signed} address={address} /><button id={ids.control} type="button" className="pf-text-button" onClick={() => { onChange({ files: [] }); setDrawn(false); setSaid(''); }}>{t.signAgain}</button></li></ul>
      </FieldFrame>
    );
  }
  const again = () => { clear(canvas.current); setDrawn(false); setSaid(t.padCleared); };
  return (
    <FieldFrame field={field} ids={ids} error={error} group>
      <p className="pf-hint">{t.signHere}</p>
      <Pad canvas={canvas} label={drawn ? t.padDrawn : t.padEmpty} onDrawn={() => { if (!drawn) setDrawn(true); }} />
      <div className="pf-open-row">
        <button type="button" className="pf-secondary" aria-disabled={!drawn || going.sending > 0} onClick={() => { if (drawn && going.sending === 0) send(t.signedFile); }}>{t.useDrawing}</button>
        <button type="button" className="pf-text-button" disabled={!drawn} onClick={again}>{t.clearPad}</button>
      </div>
      <label className="pf-part pf-place">{t.signByName}<input id={ids.control} className="pf-input" type="text" autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} {...describedBy(ids, field, error)} /></label>
      <button type="button" className="pf-secondary" aria-disabled={name.trim() === '' || going.sending > 0} onClick={() => { if (name.trim() !== '' && going.sending === 0) { write(canvas.current, name.trim()); send(t.typedFile(name.trim())); } }}>{t.useName}</button>
      {upload?.error === undefined ? null : <p className="pf-error" role="alert"><span>{upload.error}</span><button type="button" className="pf-text-button" onClick={() => (upload.refused === true ? going.drop(upload.key) : going.again(upload))}>{t.tryAgain}</button></p>}
      <p className="pf-status" aria-live="polite">{going.sending > 0 ? t.keepingSignature : said}</p>
    </FieldFrame>
  );
}
