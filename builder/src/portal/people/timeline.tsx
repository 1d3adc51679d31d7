import type { ReactNode } from 'react';
import { Paperclip } from 'lucide-react';
import type { TimelineEntry } from '../../../../server/api/people.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { peopleTexts } from './text.ts';
import '../style/people.css';

/** Who did what when, oldest first; `stages` says in short how far it is. */
export function Timeline({ entries, stages }: { readonly entries: readonly TimelineEntry[]; readonly stages?: ReactNode }) {
  const t = useTexts(peopleTexts);
  const { locale } = useLocale();
  const now = useNow();
  return (
    <section className="timeline" aria-labelledby="timeline">
      <h2 id="timeline">{t.timeline}</h2>
      {stages}
      {entries.length === 0 ? <p className="mut">{t.timelineEmpty}</p> : null}
      <ol className="events">
        {entries.map((entry, index) => (
          <li key={`${entry.at} ${index}`} data-kind={entry.kind}>
            <p><b>{entry.text}</b>{entry.node === undefined ? null : <span className="mut"> · {entry.node}</span>}</p>
            {entry.note === undefined ? null : <blockquote>{entry.note}</blockquote>}
            {entry.files === undefined ? null : <ul className="files">{entry.files.map((file) => <li key={file.id}><Paperclip className="i s" aria-hidden="true" /><a href={`/api/portal/files/${encodeURIComponent(file.id)}`} download={file.name}>{file.name}</a><span className="mut">{t.size(Math.ceil(file.bytes / 1024))}</span></li>)}</ul>}
            <time dateTime={entry.at}>{formatMoment(entry.at, locale, now)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
