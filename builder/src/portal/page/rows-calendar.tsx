import { useState } from 'react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { PageRow } from '../../../../server/api/pages.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { isoDay } from '../format/dates.ts';
import { addMonths, daysOf, dayWords, monthOf, monthWords, weekdayWords, weeksOf } from './month.ts';
import type { RowsProps } from './page-source.ts';
import { RowCard, RowName } from './row-card.tsx';
import { RowsFrame } from './rows-frame.tsx';
import { pageTexts } from './text.ts';
import { useRows } from './use-rows.ts';

/** Rows of one day that its cell has room for. */
const ROOM = 3;

type ByDay = ReadonlyMap<string, readonly PageRow[]>;

function byDay(rows: readonly PageRow[]): ByDay {
  const days = new Map<string, PageRow[]>();
  for (const row of rows) if (row.day !== undefined) days.set(row.day, [...(days.get(row.day) ?? []), row]);
  return days;
}

function MonthTable({ month, today, days, props, onAll }: { readonly month: string; readonly today: string; readonly days: ByDay; readonly props: RowsProps; readonly onAll: () => void }) {
  const t = useTexts(pageTexts);
  const { locale } = useLocale();
  return (
    <table className="month-table">
      <caption className="vh">{monthWords(month, locale)}</caption>
      <thead><tr>{weekdayWords(locale).map((day) => <th key={day} scope="col">{day}</th>)}</tr></thead>
      <tbody>
        {weeksOf(month).map((week, index) => (
          <tr key={index}>
            {week.map((day, column) => {
              const rows = day === null ? [] : (days.get(day) ?? []);
              return (
                <td key={column} data-out={day === null} {...(day === today ? { 'aria-current': 'date' as const } : {})}>
                  {day === null ? null : <time dateTime={day}>{Number(day.slice(8))}</time>}
                  {rows.length === 0 ? null : <ul>{rows.slice(0, ROOM).map((row) => <li key={row.id}><RowName {...props} row={row} /></li>)}</ul>}
                  {rows.length > ROOM ? <button type="button" className="month-more" onClick={onAll}>{t.moreOnDay(rows.length - ROOM)}</button> : null}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayList({ month, days, props }: { readonly month: string; readonly days: ByDay; readonly props: RowsProps }) {
  const { locale } = useLocale();
  const filled = daysOf(month).filter((day) => days.has(day));
  if (filled.length === 0) return null;
  return <ol className="day-list">{filled.map((day) => <li key={day}><h3><time dateTime={day}>{dayWords(day, locale)}</time></h3><ul>{days.get(day)?.map((row) => <li key={row.id}><RowCard {...props} row={row} /></li>)}</ul></li>)}</ol>;
}

/** Rows on their days, as a month or as a list; where there is no room for a month, as a list. */
export function RowsCalendar(props: RowsProps) {
  const t = useTexts(pageTexts);
  const { locale } = useLocale();
  const [month, setMonth] = useState(() => monthOf(isoDay(new Date().toISOString())));
  const [look, setLook] = useState<'month' | 'list'>('month');
  const query = useRows(props, { from: `${month}-01`, to: daysOf(month).at(-1) ?? `${month}-28` });
  const tools = (
    <div className="month-tools">
      <button type="button" aria-label={t.earlier} title={t.earlier} onClick={() => setMonth(addMonths(month, -1))}><ChevronLeft className="i s" aria-hidden="true" /></button>
      <b aria-live="polite">{monthWords(month, locale)}</b>
      <button type="button" aria-label={t.later} title={t.later} onClick={() => setMonth(addMonths(month, 1))}><ChevronRight className="i s" aria-hidden="true" /></button>
      <button type="button" onClick={() => setMonth(monthOf(query.data?.today ?? isoDay(new Date().toISOString())))}>{t.today}</button>
      <fieldset className="month-look"><legend className="vh">{t.look}</legend>{(['month', 'list'] as const).map((one) => <button key={one} type="button" aria-pressed={look === one} onClick={() => setLook(one)}>{one === 'month' ? t.month : t.asList}</button>)}</fieldset>
    </div>
  );
  return (
    <RowsFrame block={props.block} query={query} tools={tools}>
      {({ rows, today, more, latest }) => {
        const days = byDay(rows);
        return (
          <div className="calendar" data-look={look}>
            {rows.length === 0 ? <p className="mut">{latest === undefined ? t.noRows : t.noneThisMonth} {latest === undefined ? null : <button type="button" className="link" onClick={() => setMonth(monthOf(latest))}>{t.toMonth(monthWords(monthOf(latest), locale))}</button>}</p> : null}
            {more ? <p className="mut">{t.moreRows}</p> : null}
            {look === 'month' ? <div className="month-wide"><MonthTable month={month} today={today} days={days} props={props} onAll={() => setLook('list')} /></div> : null}
            <div className={look === 'month' ? 'month-narrow' : ''}><DayList month={month} days={days} props={props} /></div>
          </div>
        );
      }}
    </RowsFrame>
  );
}
