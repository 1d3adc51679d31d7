import { useMutation } from '@tanstack/react-query';
import { CircleAlert, RotateCcw, SkipForward } from 'lucide-react';
import { useState } from 'react';
import type { Trace } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { runTexts } from './run-text.ts';
import type { Step } from './steps.ts';

export interface IncidentBarProps {
  readonly run: string;
  readonly step: Step;
  readonly title: string;
  /** The run is still open, so that something can be done about it. */
  readonly canMend: boolean;
  readonly onDone: (trace: Trace) => void;
}

function CancelDialog({ run, onClose, onDone }: { readonly run: string; readonly onClose: () => void; readonly onDone: (trace: Trace) => void }) {
  const text = useTexts(runTexts);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const cancel = useMutation({ mutationFn: () => request<Trace>(`/api/runs/${run}/cancel`, { method: 'POST', body: { reason } }), onSuccess: onDone });
  return (
    <Dialog
      alert
      title={text.cancelTitle}
      size="narrow"
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.keep}</Button>
          <Button
            look="danger"
            busy={cancel.isPending}
            onPress={() => {
              setTried(true);
              if (reason.trim() !== '') cancel.mutate();
            }}
          >
            {text.cancelRun}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p>{text.cancelText}</p>
        <TextField label={text.cancelReason} value={reason} onChange={setReason} error={tried && reason.trim() === '' ? text.cancelReasonEmpty : undefined} />
        {cancel.isError ? <ErrorState error={cancel.error} /> : null}
      </div>
    </Dialog>
  );
}

/** Where the run stopped and why, and the three things that can be done about it. */
export function IncidentBar({ run, step, title, canMend, onDone }: IncidentBarProps) {
  const text = useTexts(runTexts);
  const toast = useToast();
  const [cancelling, setCancelling] = useState(false);
  const resolve = useMutation({
    mutationFn: (action: 'retry' | 'skip') => request<Trace>(`/api/runs/${run}/resolve`, { method: 'POST', body: { path: step.path, round: step.trace.round ?? 1, action } }),
    onSuccess: (trace) => {
      toast({ text: text.mended });
      onDone(trace);
    },
  });
  return (
    <>
      <div className="run-incident" role="alert">
        <CircleAlert size={20} strokeWidth={1.75} aria-hidden="true" />
        <span className="ui-grow">
          <b>
            {text.stoppedAt(title)}：{step.trace.error?.message}
          </b>
          {canMend ? text.saved : null} <code className="ui-code">{step.trace.error?.code}</code>
        </span>
        {canMend ? (
          <>
            <Button look="primary" busy={resolve.isPending} icon={<RotateCcw size={14} aria-hidden="true" />} onPress={() => resolve.mutate('retry')}>
              {text.retry}
            </Button>
            <Button icon={<SkipForward size={14} aria-hidden="true" />} onPress={() => resolve.mutate('skip')}>
              {text.skip}
            </Button>
            <Button onPress={() => setCancelling(true)}>{text.cancelRun}</Button>
          </>
        ) : null}
      </div>
      {resolve.isError ? <ErrorState error={resolve.error} /> : null}
      {cancelling ? (
        <CancelDialog
          run={run}
          onClose={() => setCancelling(false)}
          onDone={(trace) => {
            setCancelling(false);
            onDone(trace);
          }}
        />
      ) : null}
    </>
  );
}
