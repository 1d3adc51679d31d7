import { useId, useState, type FormEvent } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TaskTime } from '../../../../server/api/task-time.ts';
import { useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { Trouble } from '../shell/trouble.tsx';
import { timeTexts } from './time-text.ts';

type Open = 'none' | 'stop' | 'extend';

interface ReasonProps {
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly choices: readonly string[];
  readonly wrong: boolean;
}

function Reason({ reason, setReason, choices, wrong }: ReasonProps) {
  const t = useTexts(timeTexts);
  const id = useId();
  return (
    <div className="tm-field">
      <label htmlFor={id}>{t.reason}</label>
      {wrong ? <p className="tm-bad" id={`${id}-bad`}>{t.reasonNeeded}</p> : null}
      <textarea id={id} rows={3} maxLength={2000} value={reason} aria-invalid={wrong} {...(wrong ? { 'aria-describedby': `${id}-bad` } : {})} onChange={(event) => setReason(event.target.value)} />
      {choices.length === 0 ? null : <p className="tm-choices">{choices.map((choice) => <button key={choice} type="button" className="chip" onClick={() => setReason(choice)}>{choice}</button>)}</p>}
    </div>
  );
}

/** Stops the clock, lets it go on, asks for more time: one small form at a time. */
export function TimeMoves({ task, time }: { readonly task: string; readonly time: TaskTime }) {
  const t = useTexts(timeTexts);
  const api = useApi();
  const queries = useQueryClient();
  const id = useId();
  const [open, setOpen] = useState<Open>('none');
  const [reason, setReason] = useState('');
  const [days, setDays] = useState('');
  const [tried, setTried] = useState(false);
  const move = useMutation({
    mutationFn: (what: 'stop' | 'resume' | 'extend') => ({ stop: () => api.stopClock(task, reason), resume: () => api.resumeClock(task), extend: () => api.askForTime(task, { days: Number(days), reason }) })[what](),
    onSuccess: () => close(),
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['task', task] }), queries.invalidateQueries({ queryKey: ['tasks'] })]),
  });
  const close = () => { setOpen('none'); setReason(''); setDays(''); setTried(false); };
  const most = time.mayExtend?.maxDays ?? 0;
  const badDays = open === 'extend' && !(Number.isInteger(Number(days)) && Number(days) >= 1 && Number(days) <= most);
  const badReason = reason.trim() === '';
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!badDays && !badReason && open !== 'none') move.mutate(open);
  };
  return (
    <div className="tm-moves">
      {move.isError ? <Trouble error={move.error} /> : null}
      {open === 'none' ? (
        <p className="tm-acts">
          {time.mayResume ? <button type="button" className="chip" disabled={move.isPending} onClick={() => move.mutate('resume')}>{t.resume}</button> : null}
          {time.mayStop ? <button type="button" className="chip" onClick={() => setOpen('stop')}>{t.stop}</button> : null}
          {time.mayExtend ? <button type="button" className="chip" onClick={() => setOpen('extend')}>{t.extend}</button> : null}
        </p>
      ) : (
        <form onSubmit={send} noValidate aria-label={open === 'stop' ? t.stop : t.extend}>
          {open === 'extend' && time.mayExtend ? (
            <div className="tm-field">
              <label htmlFor={`${id}-days`}>{t.days(most, time.mayExtend.working)}</label>
              {tried && badDays ? <p className="tm-bad" id={`${id}-bad`}>{t.daysBad(most)}</p> : null}
              <input id={`${id}-days`} inputMode="numeric" className="tm-days" value={days} aria-invalid={tried && badDays} {...(tried && badDays ? { 'aria-describedby': `${id}-bad` } : {})} onChange={(event) => setDays(event.target.value.trim())} />
            </div>
          ) : null}
          <Reason reason={reason} setReason={setReason} choices={open === 'stop' ? (time.mayStop?.reasons ?? []) : []} wrong={tried && badReason} />
          <p className="tm-acts"><button type="submit" className="chip on" disabled={move.isPending}>{open === 'stop' ? t.doStop : t.doAsk}</button><button type="button" className="link" onClick={close}>{t.cancel}</button></p>
        </form>
      )}
    </div>
  );
}
