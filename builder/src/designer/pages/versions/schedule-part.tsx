import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CalendarClock, CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { Scheduled } from '../../../../../server/api/versions.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ProblemCode } from '../../../ui/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDocumentBinding } from '../../document/document-context.tsx';
import { refusalText } from '../../review/use-review.ts';
import { stampText } from '../shared/format.ts';
import type { ScheduleAnswer } from './use-versions.ts';
import { versionTexts } from './version-text.ts';

/** What a clock of a zone shows, as date and time fields take it. */
export function clockIn(zone: string, at: Date): { readonly day: string; readonly time: string } {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}`, time: `${parts['hour']}:${parts['minute']}` };
}

const WAIT_MS = 3_600_000;

/** When to publish what: the draft as it is now, or what was frozen before. */
export function ScheduleDialog({ zone, known, note: firstNote, onClose }: { readonly zone: string; readonly known: Scheduled | undefined; readonly note: string; readonly onClose: () => void }) {
  const text = useTexts(versionTexts);
  const toast = useToast();
  const client = useQueryClient();
  const { id, saver } = useDocumentBinding();
  const [soon] = useState(() => (known?.state === 'waiting' ? { day: known.local.slice(0, 10), time: known.local.slice(11) } : clockIn(zone, new Date(Date.now() + WAIT_MS))));
  const [day, setDay] = useState(soon.day);
  const [time, setTime] = useState(soon.time);
  const [note, setNote] = useState(firstNote);
  const [fresh, setFresh] = useState(true);
  const [tried, setTried] = useState(false);
  const mayKeep = known !== undefined;
  const plan = useMutation({
    mutationFn: async () => {
      await saver.flush();
      return request<ScheduleAnswer>(`/api/scenarios/${id}/scheduled`, { method: 'PUT', body: { local: `${day}T${time}`, note, ...(fresh || !mayKeep ? { baseVersion: saver.base().version } : {}) } });
    },
    onSuccess: async ({ scheduled }) => {
      toast({ text: text.planned(scheduled?.local.replace('T', ' ') ?? '') });
      onClose();
      await client.invalidateQueries({ queryKey: ['scheduled', id] });
    },
  });
  const send = (): void => {
    setTried(true);
    if (day !== '' && time !== '' && note.trim() !== '') plan.mutate();
  };
  return (
    <Dialog
      title={text.planTitle}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={plan.isPending} onPress={send}>
            {text.planDo}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <div className="form-pair">
          <TextField label={text.planDay} type="date" value={day} onChange={setDay} hint={text.planZone(zone)} error={tried && day === '' ? text.planDayEmpty : undefined} />
          <TextField label={text.planTime} type="time" value={time} onChange={setTime} error={tried && time === '' ? text.planTimeEmpty : undefined} />
        </div>
        {mayKeep ? (
          <Checkbox value={fresh} onChange={setFresh}>
            {text.planFresh}
          </Checkbox>
        ) : null}
        <TextArea label={text.planNote} value={note} onChange={setNote} maxLength={2000} error={tried && note.trim() === '' ? text.planNoteEmpty : undefined} />
        <p className="ui-quiet">{text.planHint}</p>
        {plan.isError ? <p className="review-refusal" role="alert">{refusalText(plan.error)}</p> : null}
      </div>
    </Dialog>
  );
}

/** A publication that is planned, under way, or failed; seen until another one takes its place. */
export function ScheduledNote({ answer, onChange }: { readonly answer: ScheduleAnswer; readonly onChange: () => void }) {
  const text = useTexts(versionTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const { id } = useDocumentBinding();
  const cancel = useMutation({
    mutationFn: () => request<ScheduleAnswer>(`/api/scenarios/${id}/scheduled`, { method: 'DELETE' }),
    onSuccess: () => toast({ text: text.planCancelled }),
    onSettled: () => client.invalidateQueries({ queryKey: ['scheduled', id] }),
  });
  const { scheduled } = answer;
  if (scheduled === undefined || scheduled.state === 'cancelled') return null;
  const when = stampText(scheduled.at, locale, scheduled.zone);
  if (scheduled.state === 'done') {
    return (
      <div className="note-bar" data-tone="ok">
        <CircleCheck size={16} aria-hidden="true" />
        <p>{text.planWasDone(when, scheduled.release ?? 0)}</p>
      </div>
    );
  }
  const failed = scheduled.state === 'failed';
  return (
    <div className="note-bar" data-tone={failed ? 'err' : undefined} role={failed ? 'alert' : undefined}>
      {failed ? <CircleAlert size={16} aria-hidden="true" /> : <CalendarClock size={16} aria-hidden="true" />}
      <div className="schedule-words">
        <p>{failed ? text.planFailed(when) : scheduled.state === 'running' ? text.planRunning : text.planWaits(when, scheduled.by.name)}</p>
        {scheduled.problem === undefined ? null : (
          <>
            <p>{scheduled.problem.detail}</p>
            {scheduled.problem.hint === undefined ? null : <p>{scheduled.problem.hint}</p>}
            <ProblemCode code={scheduled.problem.code} />
          </>
        )}
        {cancel.isError ? <p role="alert">{refusalText(cancel.error)}</p> : null}
        {scheduled.state === 'running' ? null : (
          <div className="ui-row">
            <Button size="small" onPress={onChange}>{failed ? text.planAgain : text.planChange}</Button>
            <Button size="small" look="quiet" busy={cancel.isPending} onPress={() => cancel.mutate()}>{text.planCancel}</Button>
          </div>
        )}
      </div>
    </div>
  );
}
