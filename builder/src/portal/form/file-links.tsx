import { FileText, Image } from 'lucide-react';
import type { FileView } from '../../../../server/api/people.ts';
import { useLocale } from '../../text/locale.tsx';
import { formTexts } from './text.ts';

/** `3.4 MB`, `12 KB`. */
export function sizeText(bytes: number): string {
  return bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.max(1, Math.ceil(bytes / 1024))} KB`;
}

export function FileName({ file, address }: { readonly file: FileView; readonly address?: string | undefined }) {
  const { locale } = useLocale();
  const Icon = file.type.startsWith('image/') ? Image : FileText;
  return (
    <>
      <Icon className="i s" aria-hidden="true" />
      {address === undefined ? <span className="file-name">{file.name}</span> : <a className="file-name" href={address} download={file.name}>{file.name}<span className="vh">{formTexts[locale].download}</span></a>}
      <span className="file-size">{sizeText(file.bytes)}</span>
    </>
  );
}

/** Files that were given, each to be opened by whoever may. */
export function FileLinks({ files, addressOf }: { readonly files: readonly FileView[]; readonly addressOf?: ((id: string) => string) | undefined }) {
  return <ul className="file-list">{files.map((file) => <li key={file.id}><FileName file={file} address={addressOf?.(file.id)} /></li>)}</ul>;
}
