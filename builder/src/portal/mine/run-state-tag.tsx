import { Ban, Check, Clock, Hourglass, TriangleAlert } from 'lucide-react';
import type { RunView } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import { runGroup, type RunGroup } from './run-groups.ts';
import { mineTexts } from './text.ts';

const LOOK: Readonly<Record<RunGroup, { readonly className: string; readonly icon: typeof Check }>> = {
  yours: { className: 'tag warn', icon: Clock },
  open: { className: 'tag', icon: Hourglass },
  done: { className: 'tag ok', icon: Check },
  ended: { className: 'tag err', icon: TriangleAlert },
};

/** Taken back or out of time: nothing went wrong. */
const ENDS: Readonly<Record<string, (typeof LOOK)[RunGroup]>> = { cancelled: { className: 'tag', icon: Ban }, expired: { className: 'tag', icon: Hourglass } };

/** A matter's state as sign and word. The stage's own name is used where there is one. */
export function RunStateTag({ run }: { readonly run: RunView }) {
  const t = useTexts(mineTexts);
  const group = runGroup(run);
  const { className, icon: Icon } = group === 'ended' ? (ENDS[run.status] ?? LOOK.ended) : LOOK[group];
  const stage = run.stages.find((item) => item.state === 'now')?.title;
  const ended = { cancelled: t.stateCancelled, expired: t.stateExpired }[run.status] ?? t.stateFailed;
  const words = { yours: t.stateYours, open: stage ?? t.stateRunning, done: t.stateDone, ended }[group];
  return <span className={className}><Icon className="i" aria-hidden="true" />{words}</span>;
}
