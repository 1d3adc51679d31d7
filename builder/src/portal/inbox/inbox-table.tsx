import { Fragment } from 'react';
import type { User } from '../../../../server/api/account.ts';
import type { InboxCounts, TaskItem } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import { useNow } from '../format/use-now.ts';
import { groupByDue } from './group-by-due.ts';
import { DoneRow, TaskRow } from './task-row.tsx';
import { inboxTexts } from './text.ts';
import type { useClaims } from './use-claims.ts';

function TableHead() {
  const t = useTexts(inboxTexts);
  return <thead><tr><th scope="col" className="d">{t.colDue}</th><th scope="col">{t.colWhat}</th><th scope="col" className="s">{t.colApp}</th><th scope="col" className="w">{t.colWho}</th><th scope="col" className="a">{t.colAct}</th></tr></thead>;
}

/** Open tasks under the headings of when they are due, with how many each holds in all. */
export function OpenTable({ tasks, user, claims, counts, narrowed }: { readonly tasks: readonly TaskItem[]; readonly user: User; readonly claims: ReturnType<typeof useClaims>; readonly counts: InboxCounts | undefined; readonly narrowed: boolean }) {
  const t = useTexts(inboxTexts);
  const now = useNow();
  return (
    <table>
      <caption className="vh">{t.title}</caption>
      <TableHead />
      <tbody>
        {groupByDue(tasks, now, counts).map(({ group, tasks: some }) => (
          <Fragment key={group}>
            <tr className={`g ${group}`}><th scope="colgroup" colSpan={5}><span>{t[group]}</span>{narrowed || !counts ? null : <b> {counts[group]}</b>}</th></tr>
            {some.map((task) => <TaskRow key={task.id} task={task} group={group} user={user.id} now={now} onClaim={claims.claim} onRelease={claims.release} />)}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** Tasks that are over, or that somebody else does: who finished what, and the way to the matter. */
export function PastTable({ tasks, title }: { readonly tasks: readonly TaskItem[]; readonly title: string }) {
  return <table><caption className="vh">{title}</caption><TableHead /><tbody>{tasks.map((task) => <DoneRow key={task.id} task={task} />)}</tbody></table>;
}
