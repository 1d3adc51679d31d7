import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Resumed } from '../../../../../../server/api/imports.ts';
import { request } from '../../../../client/request.ts';
import { checkRows, NOTHING_SENT, replaceAll, sendRows, type SendJob, type Sent } from './send-rows.ts';

export interface SendState {
  readonly job: SendJob;
  readonly sent: Sent;
  /**
   * `stopped` by the person, `failed` by what `error` tells; both can be gone on with. Before that, where rows are looked at
   * first: `checking`, `asking` where some are wrong, `unchecked` when it was stopped or failed; nothing is written yet. Rows
   * that replace all others are asked about once all of them are there, and then put in place: `replacing`.
   */
  readonly stage: 'checking' | 'asking' | 'unchecked' | 'running' | 'replacing' | 'stopped' | 'failed' | 'done';
  readonly error?: unknown;
}

export interface Sending {
  readonly state: SendState | undefined;
  readonly start: (job: SendJob) => void;
  /** What is good of what was asked about. */
  readonly accept: (state: SendState) => void;
  /** Looks at every row before any is written; goes on by itself when none is wrong. */
  readonly check: (job: SendJob) => void;
  /** From where the server says it is. */
  readonly goOn: (job: SendJob) => void;
  readonly stop: () => void;
  /** Gives up what was asked about; what of it is at the server goes. */
  readonly drop: (job: SendJob) => void;
  /** Asked to stop while the part under way is awaited. */
  readonly stopping: boolean;
}

/** Asks the server where an import goes on. @throws RequestError, such as for another file */
export async function askPlace({ dataset, batch, file }: Pick<SendJob, 'dataset' | 'batch' | 'file'>): Promise<Resumed> {
  return request<Resumed>('/api/datasets/imports/resume', { method: 'POST', body: { dataset, import: batch, file } });
}

/** How far this import is known to be; nothing is taken over from the one before it. */
export function sentOf(state: SendState | undefined, { batch }: Pick<SendJob, 'batch'>): Sent {
  return state?.job.batch === batch && !['checking', 'asking', 'unchecked'].includes(state.stage) ? state.sent : NOTHING_SENT;
}

/** Looks at every row; true when none is wrong and nobody stopped it, not even during the last part: it may be written at once. */
export async function lookFirst(job: SendJob, { isStopped, onState }: { readonly isStopped: () => boolean; readonly onState: (state: SendState) => void }): Promise<boolean> {
  let sent = NOTHING_SENT;
  const tell = (stage: SendState['stage'], error?: unknown) => onState({ job, sent, stage, ...(error === undefined ? {} : { error }) });
  tell('checking');
  try {
    sent = await checkRows(job, { isStopped, onProgress: (next) => { sent = next; tell('checking'); } });
  } catch (error) {
    tell('unchecked', error);
    return false;
  }
  if (isStopped() || sent.next < job.rows.length) tell('unchecked');
  else if (sent.bad > 0 || sent.problems.length > 0) tell('asking');
  else return true;
  return false;
}

/** Sends one file at a time. */
export function useSending(): Sending {
  const client = useQueryClient();
  const [state, setState] = useState<SendState>();
  const [stopping, setStopping] = useState(false);
  const isStopped = useRef(false);
  const order = (stop: boolean): void => {
    isStopped.current = stop;
    setStopping(stop);
  };
  const told = () => Promise.all(['imports', 'datasets', 'rows'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  const run = async (job: SendJob, begin: (own: Sent) => Promise<Sent>, isAccepted = false): Promise<void> => {
    order(false);
    const own = sentOf(state, job);
    let sent = own;
    const tell = (stage: SendState['stage'], error?: unknown) => setState({ job, sent, stage, ...(error === undefined ? {} : { error }) });
    tell('running');
    try {
      sent = await begin(own);
      tell('running');
      sent = await sendRows(job, { from: sent, isStopped: () => isStopped.current, onProgress: (next) => { sent = next; tell('running'); } });
      if (sent.next < job.rows.length || (isStopped.current && job.mode === 'replace')) tell('stopped');
      else if (job.mode === 'replace') {
        tell('replacing');
        sent = await replaceAll(job, sent, isAccepted);
        tell(sent.written > 0 ? 'done' : 'asking');
      } else tell('done');
    } catch (error) {
      tell('failed', error);
    }
    await told();
  };
  const check = async (job: SendJob): Promise<void> => {
    order(false);
    if (job.mode === 'replace') await run(job, async () => NOTHING_SENT);
    else if (await lookFirst(job, { isStopped: () => isStopped.current, onState: setState })) await run(job, async () => NOTHING_SENT);
  };
  return {
    state,
    check: (job) => void check(job),
    start: (job) => void run(job, async () => NOTHING_SENT),
    accept: ({ job, sent }) => void (job.mode === 'replace' ? run(job, async () => sent, true) : run(job, async () => NOTHING_SENT)),
    goOn: (job) => void run(job, async ({ problems }) => {
      const { next, written, bad } = await askPlace(job);
      return { next, written, bad, problems };
    }),
    stop: () => order(true),
    drop: ({ dataset, batch, mode }) => {
      if (mode === 'replace') void request('/api/datasets/imports/leave', { method: 'POST', body: { dataset, import: batch } }).catch(() => undefined).then(told);
    },
    stopping,
  };
}
