import { useState } from 'react';
import { RequestError } from '../../../../client/request.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { ErrorState } from '../../../../ui/states.tsx';
import { ReportTable } from '../report-table.tsx';
import './sending.css';
import { sendingTexts } from './sending-text.ts';
import type { Sending, SendState } from './use-sending.ts';

function useWords({ sent, stage, job }: SendState): string {
  const text = useTexts(sendingTexts);
  const { locale } = useLocale();
  const number = (value: number): string => new Intl.NumberFormat(locale).format(value);
  const all = number(job.rows.length);
  if (stage === 'running') return text.sending(number(sent.next), all);
  if (stage === 'stopped') return text.stopped(number(sent.next), all, number(sent.written));
  if (stage === 'failed') return text.cut(number(sent.next), all);
  return sent.bad > 0 ? text.doneBad(number(sent.written), number(sent.bad)) : text.done(number(sent.written));
}

function Failure({ error }: { readonly error: unknown }) {
  const text = useTexts(sendingTexts);
  const isOffline = error instanceof RequestError && error.problem.code === 'SCN_API_OFFLINE';
  return isOffline ? <p className="note-bar" data-tone="warn" role="alert">{text.offline}</p> : <ErrorState error={error} />;
}

/** An import under way, stopped or done. Whatever stopped it, it can be gone on with. */
export function SendingDialog({ sending, state, onClose }: { readonly sending: Sending; readonly state: SendState; readonly onClose: () => void }) {
  const text = useTexts(sendingTexts);
  const [stopping, setStopping] = useState(false);
  const { job, sent, stage } = state;
  const isRunning = stage === 'running';
  const words = useWords(state);
  const stop = (): void => {
    setStopping(true);
    sending.stop();
  };
  const goOn = (): void => {
    setStopping(false);
    sending.goOn(job);
  };
  const canGoOn = stage === 'stopped' || stage === 'failed';
  return (
    <Dialog
      title={text.title(job.file.name)} open dismissable={false} size={sent.problems.length > 0 && !isRunning ? 'wide' : 'medium'} onClose={isRunning ? stop : onClose}
      actions={
        <>
          {isRunning ? <Button busy={stopping} onPress={stop}>{text.stop}</Button> : <Button {...(canGoOn ? {} : { look: 'primary' as const })} onPress={onClose}>{canGoOn ? text.close : text.finish}</Button>}
          {canGoOn ? <Button look="primary" onPress={goOn}>{text.goOn}</Button> : null}
        </>
      }
    >
      <div className="form-stack">
        {stage === 'failed' ? <Failure error={state.error} /> : null}
        <output>{isRunning && stopping ? text.stopping : words}</output>
        {stage === 'done' ? null : <progress className="import-progress" value={sent.next} max={job.rows.length} aria-label={text.title(job.file.name)} />}
        {isRunning || sent.problems.length === 0 ? null : <ReportTable problems={sent.problems} />}
      </div>
    </Dialog>
  );
}
