import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarDocument, Calendars } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useListed } from '../../../text/listed.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useCan } from '../../app/session.tsx';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { adminTexts } from './admin-text.ts';
import { CalendarDialog } from './calendar-dialog.tsx';

/** What a change of the calendar did to open deadlines; each one is in the audit. */
function Recomputed({ calendar, all }: { readonly calendar: string; readonly all: Calendars['recomputed'] }) {
  const text = useTexts(adminTexts);
  const found = all.find((one) => one.calendar === calendar);
  if (!found) return null;
  return <em aria-live="polite">{found.done ? text.recomputed(found.runs, found.moved) : text.recomputing(found.runs, found.moved)}</em>;
}

const WORK_MS = 1500;

/** Working-day calendars with their holidays and make-up days. */
export function CalendarSection() {
  const listed = useListed();
  const text = useTexts(adminTexts);
  const admin = useCan().house;
  const list = useQuery({
    queryKey: ['calendars'],
    queryFn: ({ signal }) => request<Calendars>('/api/calendars', { signal }),
    // Deadlines are computed again behind the scenes: their count goes on while somebody looks.
    refetchInterval: ({ state }) => (state.data?.recomputed.some(({ done }) => !done) ? WORK_MS : false),
  });
  const [editing, setEditing] = useState<CalendarDocument>();
  return (
    <section>
      <PageHead level={2} title={text.calendars} note={text.calendarsNote} />
      <ReadTable
        read={list}
        bars={2}
        heads={[text.connectionTitle, text.years, text.holidays, text.workdays, text.hours, text.act]}
        empty={<EmptyState title={text.noCalendars} />}
        renderRow={(calendar) => (
          <GridRow key={calendar.id}>
            <th scope="row">
              {calendar.title}
              <em>{calendar.id}</em>
              <Recomputed calendar={calendar.id} all={list.data?.recomputed ?? []} />
            </th>
            <td>{listed(calendar.years.map(String))}</td>
            <td>{text.days(calendar.holidays.length)}</td>
            <td>{text.days(calendar.workdays.length)}</td>
            <td>{listed((calendar.hours ?? []).map(([from, to]) => `${from}–${to}`))}</td>
            <td>
              {admin ? (
                <Button size="small" onPress={() => setEditing(calendar)}>
                  {text.edit}
                </Button>
              ) : null}
            </td>
          </GridRow>
        )}
      />
      {editing === undefined ? null : <CalendarDialog calendar={editing} onClose={() => setEditing(undefined)} />}
    </section>
  );
}
