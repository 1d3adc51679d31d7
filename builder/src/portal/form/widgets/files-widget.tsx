import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { Camera, CircleAlert, Paperclip, RotateCcw, X } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { isFilesEntry } from '../entry.ts';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import { ALL_FILES, isMadeSmall, refusalOf } from '../file-limits.ts';
import { FileLinks, FileName } from '../file-links.tsx';
import { shrinkPhoto, TooManyPoints } from '../shrink-photo.ts';
import { formTexts } from '../text.ts';
import { useUploads, type Upload } from '../use-uploads.ts';
import type { WidgetProps } from './widget-props.ts';

const MOST_FILES = 10;
/** Named by type, phones offer their camera. */
const PICTURES = 'image/jpeg,image/png,image/webp,image/gif';

function Going({ upload, onDrop, onAgain }: { readonly upload: Upload; readonly onDrop: () => void; readonly onAgain: () => void }) {
  const t = useTexts(formTexts);
  const { file, share, error, refused } = upload;
  const percent = Math.round(share * 100);
  return (
    <li className={error === undefined ? 'pf-going' : 'pf-going pf-stuck'}>
      {error === undefined ? <Paperclip className="i s" aria-hidden="true" /> : <CircleAlert className="i s" aria-hidden="true" />}
      <span className="file-name">{file.name}{error === undefined ? <><progress max={100} value={percent} aria-label={t.sendingFile(file.name)} /><span className="file-size">{percent} %</span></> : <em role="alert">{error}</em>}</span>
      {error === undefined || refused === true ? null : <button type="button" className="pf-square" aria-label={t.sendAgain(file.name)} onClick={onAgain}><RotateCcw className="i s" aria-hidden="true" /></button>}
      <button type="button" className="pf-square" aria-label={t.dropFile(file.name)} onClick={onDrop}><X className="i s" aria-hidden="true" /></button>
    </li>
  );
}

/** Files of an answer: chosen or photographed, each on its way with its share, and what is there to be opened or taken away. */
export function FilesWidget({ field, entry, onChange, ids, error, source }: WidgetProps) {
  const t = useTexts(formTexts);
  const input = useRef<HTMLInputElement>(null);
  const photo = field.widget === 'photo';
  const most = typeof field.max === 'number' ? field.max : MOST_FILES;
  const files = isFilesEntry(entry) ? entry.files : [];
  const latest = useRef(files);
  useEffect(() => {
    latest.current = files;
  });
  const refuse = (file: File) => {
    const why = refusalOf(file, photo);
    return why === undefined ? undefined : t[why](file.name);
  };
  const prepare = { make: async (file: File) => (isMadeSmall(file, photo) ? shrinkPhoto(file) : file), failed: (file: File, why: unknown) => (why instanceof TooManyPoints ? t.photoTooWide(file.name) : t.brokenPhoto(file.name)) };
  const going = useUploads(source, { refuse, prepare, lost: t.sendLost }, (file) => {
    latest.current = [...latest.current, file];
    onChange({ files: latest.current });
  });
  // The form must know that something is still on its way.
  const known = isFilesEntry(entry) ? (entry.sending ?? 0) : 0;
  const tell = useEffectEvent((sending: number) => onChange({ files: latest.current, ...(sending > 0 ? { sending } : {}) }));
  // Before anybody can press a button that the end of the last one set free.
  useLayoutEffect(() => {
    if (known !== going.sending) tell(going.sending);
  }, [going.sending, known]);
  if (field.readOnly === true) return <FieldFrame field={field} ids={ids} error={error} group>{files.length === 0 ? <p className="pf-hint">{t.noFiles}</p> : <FileLinks files={files} addressOf={source.fileAddress} />}</FieldFrame>;
  const room = most - files.length - going.sending;
  const Icon = photo ? Camera : Paperclip;
  return (
    <FieldFrame field={field} ids={ids} error={error} group>
      <ul className="file-list">
        {files.map((file) => (
          <li key={file.id}>
            <FileName file={file} address={source.fileAddress?.(file.id)} />
            <button type="button" className="pf-square" aria-label={t.dropFile(file.name)} onClick={() => { onChange({ files: files.filter((one) => one.id !== file.id) }); input.current?.focus(); }}><X className="i s" aria-hidden="true" /></button>
          </li>
        ))}
        {going.uploads.map((upload) => <Going key={upload.key} upload={upload} onDrop={() => going.drop(upload.key)} onAgain={() => going.again(upload)} />)}
      </ul>
      <label className="pf-attach" data-full={room <= 0}>
        <Icon className="i" aria-hidden="true" />{photo ? t.addPhoto : t.addFile}
        <input
          ref={input} id={ids.control} type="file" className="pf-vh" accept={photo ? PICTURES : ALL_FILES} multiple={most > 1} disabled={room <= 0} {...describedBy(ids, field, error)}
          onChange={(event) => { const chosen = [...(event.target.files ?? [])]; event.target.value = ''; chosen.slice(0, room).forEach(going.send); }}
        />
      </label>
      <p className="pf-hint" aria-live="polite">{room <= 0 ? t.filesFull(most) : (photo ? t.photosLimit(files.length, most) : t.filesLimit(files.length, most))}</p>
    </FieldFrame>
  );
}
