import { Fragment } from 'react';
import type { User } from '../../../../server/api/account.ts';
import type { InboxCounts, TaskItem } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import type { InboxOrder } from '../client/portal-api.ts';
import { useNow } from '../format/use-now.ts';
import { bulkTexts } from './bulk/text.ts';
import type { Picked } from './bulk/use-picked.ts';
import { dueGroup, groupByDue } from './group-by-due.ts';
import { DoneRow, TaskRow } from './task-row.tsx';
import { inboxTexts } from './text.ts';
import type { useClaims } from './use-claims.ts';

function TableHead({ picked }: { readonly picked?: Picked }) {
  const t = useTexts(inboxTexts);
  const b = useTexts(bulkTexts);
  return (
    <thead>
      <tr>
        {picked ? <th scope="col" className="p"><label><input type="checkbox" aria-label={b.pickPage} checked={picked.isPage} onChange={picked.togglePage} /></label></th> : null}
        <th scope="col" className="d">{t.colDue}</th><th scope="col">{t.colWhat}</th><th scope="col" className="s">{t.colApp}</th><th scope="col" className="w">{t.colWho}</th><th scope="col" className="a">{t.colAct}</th>
      </tr>
    </thead>
  );
}

interface OpenProps {
  readonly tasks: readonly TaskItem[];
  readonly user: User;
  readonly claims: ReturnType<typeof useClaims>;
  readonly counts: InboxCounts | undefined;
  readonly narrowed: boolean;
  readonly picked: Picked;
  readonly order: InboxOrder;
}

interface Part {
  readonly key: string;
  readonly title?: string;
  readonly group?: string;
  readonly count?: number;
  readonly tasks: readonly TaskItem[];
}

/** The parts of a list under their headings: when due with how many each holds in all, by app, or just as they came. */
function partsOf({ tasks, counts, narrowed, order }: OpenProps, now: string, titles: Readonly<Record<string, string>>): readonly Part[] {
  if (order === 'due') return groupByDue(tasks, now, counts).map(({ group, tasks: some }) => ({ key: group, group, title: titles[group] ?? '', tasks: some, ...(narrowed || !counts ? {} : { count: counts[group] }) }));
  if (order !== 'app') return [{ key: order, tasks }];
  return [...new Set(tasks.map(({ app }) => app))].map((app) => {
    const some = tasks.filter((task) => task.app === app);
    return { key: app, title: some[0]?.appTitle ?? app, tasks: some };
  });
}

/** Open tasks in the order asked for; each can be picked. */
export function OpenTable(props: OpenProps) {
  const { user, claims, counts, picked } = props;
  const t = useTexts(inboxTexts);
  const now = useNow();
  return (
    <table>
      <caption className="vh">{t.title}</caption>
      <TableHead picked={picked} />
      <tbody>
        {partsOf(props, now, { late: t.late, today: t.today, soon: t.soon, later: t.later, none: t.none }).map(({ key, title, group = '', count, tasks }) => (
          <Fragment key={key}>
            {title === undefined ? null : <tr className={`g ${group}`}><th scope="colgroup" colSpan={6}><span>{title}</span>{count === undefined ? null : <b> {count}</b>}</th></tr>}
            {tasks.map((task) => <TaskRow key={task.id} task={task} group={dueGroup(task.dueAt, now, counts)} user={user.id} now={now} onClaim={claims.claim} onRelease={claims.release} picked={picked.has(task.id)} onPick={picked.toggle} />)}
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
