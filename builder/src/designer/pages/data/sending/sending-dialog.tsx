import { RequestError } from '../../../../client/request.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { ErrorState } from '../../../../ui/states.tsx';
import { ReportTable } from '../report-table.tsx';
import './sending.css';
import { sendingTexts } from './sending-text.ts';
import type { Sending, SendState } from './use-sending.ts';

const codeOf = (error: unknown): string | undefined => (error instanceof RequestError ? error.problem.code : undefined);
/** Errors after which nobody knows whether the rows are in place. */
const UNSURE = new Set(['SCN_API_OFFLINE', 'SCN_DATA_IMPORT_BUSY']);

function useWords({ sent, stage, job, error }: SendState): string {
  const text = useTexts(sendingTexts);
  const { locale } = useLocale();
  const number = (value: number): string => new Intl.NumberFormat(locale).format(value);
  const all = number(job.rows.length);
  const looked = [number(sent.next - sent.bad), number(sent.bad)] as const;
  if (stage === 'checking') return text.checkingRows(number(sent.next), all);
  if (stage === 'asking') return sent.bad === 0 ? text.askNotes : text.ask(...looked);
  if (stage === 'unchecked') return text.unchecked;
  if (stage === 'replacing') return text.replacing(all);
  if (job.mode === 'replace' && stage === 'failed' && sent.next >= job.rows.length && UNSURE.has(codeOf(error) ?? '')) return text.cutPlacing(all);
  if (job.mode === 'replace' && stage !== 'done') return { running: text.receiving, stopped: text.stoppedWhole, failed: text.cutWhole }[stage](number(sent.next), all);
  if (stage === 'running') return text.sending(number(sent.next), all);
  if (stage === 'stopped') return text.stopped(number(sent.next), all, number(sent.written));
  if (stage === 'failed') return text.cut(number(sent.next), all);
  return sent.bad > 0 ? text.doneBad(number(sent.written), number(sent.bad)) : text.done(number(sent.written));
}

function Failure({ error }: { readonly error: unknown }) {
  const text = useTexts(sendingTexts);
  return codeOf(error) === 'SCN_API_OFFLINE' ? <p className="note-bar" data-tone="warn" role="alert">{text.offline}</p> : <ErrorState error={error} />;
}

/** An import under way, stopped or done. Whatever stopped it, it can be gone on with. */
export function SendingDialog({ sending, state, onClose }: { readonly sending: Sending; readonly state: SendState; readonly onClose: () => void }) {
  const text = useTexts(sendingTexts);
  const { locale } = useLocale();
  const { job, sent, stage } = state;
  const isRunning = stage === 'running' || stage === 'checking';
  const words = useWords(state);
  const isBusy = isRunning || stage === 'replacing';
  const canGoOn = stage === 'stopped' || stage === 'failed';
  const isOpen = canGoOn || stage === 'asking' || stage === 'unchecked';
  const good = sent.next - sent.bad;
  const giveUp = (): void => {
    if (stage === 'asking') sending.drop(job);
    onClose();
  };
  return (
    <Dialog
      title={text.title(job.file.name)} open dismissable={false} size={sent.problems.length > 0 && !isBusy ? 'wide' : 'medium'} onClose={isRunning ? sending.stop : giveUp}
      actions={
        <>
          {isRunning ? <Button busy={sending.stopping} onPress={sending.stop}>{text.stop}</Button> : <Button {...(isOpen || isBusy ? {} : { look: 'primary' as const })} onPress={giveUp}>{stage === 'asking' || stage === 'unchecked' ? text.cancel : canGoOn || isBusy ? text.close : text.finish}</Button>}
          {stage === 'unchecked' ? <Button look="primary" onPress={() => sending.check(job)}>{text.checkAgain}</Button> : null}
          {stage === 'asking' && good > 0 ? <Button look="primary" onPress={() => sending.accept(state)}>{text.goodOnly(new Intl.NumberFormat(locale).format(good))}</Button> : null}
          {canGoOn ? <Button look="primary" onPress={() => sending.goOn(job)}>{text.goOn}</Button> : null}
        </>
      }
    >
      <div className="form-stack">
        {stage === 'failed' || (stage === 'unchecked' && state.error !== undefined) ? <Failure error={state.error} /> : null}
        <output>{isRunning && sending.stopping ? (job.mode === 'replace' ? text.stoppingWhole : text.stopping) : words}</output>
        {stage === 'done' || stage === 'asking' ? null : <progress className="import-progress" {...(stage === 'replacing' ? {} : { value: sent.next })} max={job.rows.length} aria-label={text.title(job.file.name)} />}
        {isBusy || sent.problems.length === 0 ? null : <ReportTable problems={sent.problems} dataset={job.dataset} />}
      </div>
    </Dialog>
  );
}
