import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarDocument } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { adminTexts } from './admin-text.ts';
import { hoursOf, hoursText } from './office-hours.ts';

function words(text: string): readonly string[] {
  return text.split(/[\s,，、]+/).filter((word) => word !== '');
}

/** The first word that is no day of the calendar, such as 2026-02-30. */
export function badDate(text: string): string | undefined {
  return words(text).find((word) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(word)) return true;
    const day = new Date(`${word}T00:00:00Z`);
    return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== word;
  });
}

/** Years, days and office hours of a calendar; what is not touched stays as it is. */
export function CalendarDialog({ calendar, onClose }: { readonly calendar: CalendarDocument; readonly onClose: () => void }) {
  const text = useTexts(adminTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [years, setYears] = useState(calendar.years.join('，'));
  const [holidays, setHolidays] = useState(calendar.holidays.join('\n'));
  const [workdays, setWorkdays] = useState(calendar.workdays.join('\n'));
  const [hours, setHours] = useState(hoursText(calendar.hours ?? []));
  const readHours = hoursOf(hours);
  const badYear = words(years).find((word) => !/^(19|20|21)\d\d$/.test(word));
  const badHoliday = badDate(holidays);
  const badWorkday = badDate(workdays);
  const save = useMutation({
    mutationFn: () => request<CalendarDocument>(`/api/calendars/${encodeURIComponent(calendar.id)}`, { method: 'PUT', body: { title: calendar.title, years: words(years).map(Number), holidays: words(holidays), workdays: words(workdays), ...(typeof readHours === 'string' ? {} : { hours: readHours }), baseVersion: calendar.version } }),
    onSuccess: async (saved) => {
      toast({ text: text.savedCalendar(saved.title) });
      onClose();
      await client.invalidateQueries({ queryKey: ['calendars'] });
    },
  });
  const wrong = { years: badYear === undefined ? undefined : text.yearsBad(badYear), holidays: badHoliday === undefined ? undefined : text.datesBad(badHoliday), workdays: badWorkday === undefined ? undefined : text.datesBad(badWorkday), hours: typeof readHours === 'string' ? text.hoursBad(readHours) : undefined };
  return (
    <FormDialog title={calendar.title} saving={save} onSave={() => save.mutate()} onClose={onClose} wrong={wrong}>
      {() => (
        <>
          <TextField label={text.years} hint={text.yearsHint} value={years} onChange={setYears} error={wrong.years} />
          <TextField label={text.hours} hint={text.hoursHint} value={hours} onChange={setHours} error={wrong.hours} />
          <div className="form-pair">
            <TextArea label={text.holidays} labelEnd={text.days(words(holidays).length)} hint={text.datesHint} mono rows={12} value={holidays} onChange={setHolidays} error={wrong.holidays} />
            <TextArea label={text.workdays} labelEnd={text.days(words(workdays).length)} hint={text.datesHint} mono rows={12} value={workdays} onChange={setWorkdays} error={wrong.workdays} />
          </div>
        </>
      )}
    </FormDialog>
  );
}
