import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import type { RunView } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { Trouble } from '../shell/trouble.tsx';
import { runTexts } from './text.ts';

/** 清楚 is one press; 不清楚 asks what, and counts even when nothing is written. */
export function ResultFeedback({ run }: { readonly run: RunView }) {
  const t = useTexts(runTexts);
  const api = useApi();
  const [clear, setClear] = useState(run.feedback?.clear);
  const [text, setText] = useState(run.feedback?.text ?? '');
  const [said, setSaid] = useState('');
  const send = useMutation({ mutationFn: (body: { clear: boolean; text?: string }) => api.runFeedback(run.id, body) });
  const choose = (value: boolean) => {
    setClear(value);
    setSaid('');
    send.mutate({ clear: value }, { onSuccess: () => setSaid(value ? t.thanksClear : '') });
  };
  return (
    <section className="no-print" aria-labelledby="fb">
      <h2 id="fb">{t.clearAsk}</h2>
      <div className="fb">
        <button type="button" aria-pressed={clear === true} onClick={() => choose(true)}><ThumbsUp className="i s" aria-hidden="true" />{t.clear}</button>
        <button type="button" aria-pressed={clear === false} onClick={() => choose(false)}><ThumbsDown className="i s" aria-hidden="true" />{t.unclear}</button>
      </div>
      {clear === false ? (
        <form className="fb-text" onSubmit={(event) => { event.preventDefault(); send.mutate({ clear: false, text }, { onSuccess: () => setSaid(t.thanksUnclear) }); }}>
          <label htmlFor="fb-t">{t.unclearWhat}</label>
          <textarea id="fb-t" rows={3} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
          <button type="submit" className="big sec">{t.send}</button>
        </form>
      ) : null}
      {send.isError ? <Trouble error={send.error} /> : null}
      <p className="fb-said" aria-live="polite">{said}</p>
    </section>
  );
}
