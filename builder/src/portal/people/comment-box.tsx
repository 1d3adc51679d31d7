import { useId, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Paperclip, X } from 'lucide-react';
import type { FileView } from '../../../../server/api/people.ts';
import { useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { Trouble } from '../shell/trouble.tsx';
import { peopleTexts } from './text.ts';

const MOST_FILES = 10;
/** The server's limit: nobody waits for an upload that is refused at its end. */
const MOST_BYTES = 20 * 1_048_576;

/** A remark to all who have to do with a run, with files; what was typed and sent stays until it is there. */
export function CommentBox({ run }: { readonly run: string }) {
  const t = useTexts(peopleTexts);
  const api = useApi();
  const queries = useQueryClient();
  const id = useId();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly FileView[]>([]);
  const [tooLarge, setTooLarge] = useState<string>();
  const take = useMutation({ mutationFn: (file: File) => api.sendFile(file), onSuccess: (file) => setFiles((all) => [...all, file]) });
  const send = useMutation({
    mutationFn: () => api.comment(run, { text, files: files.map((file) => file.id) }),
    onSuccess: async () => {
      setText('');
      setFiles([]);
      await queries.invalidateQueries({ predicate: ({ queryKey: [what] }) => what === 'run' || what === 'task' });
    },
  });
  const empty = text.trim() === '' && files.length === 0;
  return (
    <form className="comment no-print" onSubmit={(event) => { event.preventDefault(); if (!empty && !send.isPending && !take.isPending) send.mutate(); }}>
      <label htmlFor={id}>{t.commentLabel}</label>
      <textarea id={id} rows={2} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
      <ul className="files">
        {files.map((file) => <li key={file.id}><Paperclip className="i s" aria-hidden="true" /><span>{file.name}</span><span className="mut">{t.size(Math.ceil(file.bytes / 1024))}</span><button type="button" aria-label={t.dropFile(file.name)} onClick={() => setFiles(files.filter((one) => one.id !== file.id))}><X className="i s" aria-hidden="true" /></button></li>)}
      </ul>
      <p className="mut" aria-live="polite">{take.isPending ? t.takingFile : send.isSuccess && empty ? t.commented : ''}</p>
      <div aria-live="assertive">{tooLarge === undefined ? null : <p className="note err">{t.tooLarge(tooLarge)}</p>}</div>
      {take.isError ? <Trouble error={take.error} /> : null}
      {send.isError ? <Trouble error={send.error} /> : null}
      <div className="comment-act">
        <button type="submit" className="big sec" aria-disabled={empty || send.isPending}>{t.commentSend}</button>
        {files.length >= MOST_FILES ? null : (
          <label className="attach"><Paperclip className="i s" aria-hidden="true" />{t.attach}<input type="file" className="vh" disabled={take.isPending} onChange={(event) => { const [file] = event.target.files ?? []; event.target.value = ''; setTooLarge(file !== undefined && file.size > MOST_BYTES ? file.name : undefined); if (file && file.size <= MOST_BYTES) take.mutate(file); }} /></label>
        )}
      </div>
    </form>
  );
}
