import { useQuery } from '@tanstack/react-query';
import type { CalendarDocument } from '../../../../server/api/data.ts';
import { request } from '../../client/request.ts';
import { useTexts } from '../../text/locale.tsx';
import { Switch } from '../../ui/choice.tsx';
import { Icon, ICON_NAMES } from '../../ui/icon.tsx';
import { ComboBox, Select } from '../../ui/select.tsx';
import { EntryFrame } from '../panel/entries/entry-frame.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { readTags } from './read-tags.ts';
import { SectionFrame } from './section-frame.tsx';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';
import { TextPair } from './text-pair-entry.tsx';

const RECORDINGS = ['all', 'sampled', 'errors', 'none'] as const;

function withChosen(options: readonly { readonly id: string; readonly label: string }[], chosen: string, gone: (id: string) => string) {
  return options.some(({ id }) => id === chosen) ? options : [{ id: chosen, label: gone(chosen) }, ...options];
}

/** Who the scenario is: what it says, when and by which calendar it counts, what it records. */
export function GeneralSection({ desk }: { readonly desk: SettingsDesk }) {
  const text = useTexts(settingsTexts);
  const { scenario, readOnly } = desk;
  const calendars = useQuery({ queryKey: ['calendars'], queryFn: ({ signal }) => request<{ readonly items: readonly CalendarDocument[] }>('/api/calendars', { signal }) });
  const zones = Intl.supportedValuesOf('timeZone').map((id) => ({ id, label: id }));
  const put = (key: 'icon' | 'tags' | 'zone' | 'calendar' | 'recording' | 'synthetic', label: string) => (value: unknown) => desk.set(text.changeLabel(label), `/${key}`, value);
  return (
    <SectionFrame title={text.general}>
      <TextPair desk={desk} label={text.title} at="/title" value={scenario.title} textKey="title" demanded />
      <TextPair desk={desk} label={text.purpose} at="/purpose" value={scenario.purpose} textKey="purpose" demanded multiline help={text.purposeHint} />
      <EntryFrame title={text.tags} help={text.tagsHint} problems={desk.problemsAt('/tags')}>
        <LineInput label={text.tags} value={(scenario.tags ?? []).join(text.tagComma)} readOnly={readOnly} onCommit={(typed) => put('tags', text.tags)(readTags(typed))} />
      </EntryFrame>
      <div className="settings-columns">
        <EntryFrame title={text.icon} problems={desk.problemsAt('/icon')}>
          <div className="settings-icon">
            <Icon name={scenario.icon ?? 'puzzle'} size={20} />
            <ComboBox hideLabel label={text.icon} isDisabled={readOnly} options={withChosen(ICON_NAMES.map((id) => ({ id, label: id })), scenario.icon ?? 'puzzle', text.notThere)} value={scenario.icon ?? 'puzzle'} onChange={(id) => (id === null ? undefined : put('icon', text.icon)(id))} />
          </div>
        </EntryFrame>
        <EntryFrame title={text.zone} help={text.zoneHint} problems={desk.problemsAt('/zone')}>
          <ComboBox hideLabel label={text.zone} isDisabled={readOnly} options={withChosen(zones, scenario.zone, text.notThere)} value={scenario.zone} onChange={(id) => (id === null ? undefined : put('zone', text.zone)(id))} />
        </EntryFrame>
        <EntryFrame title={text.calendar} help={text.calendarHint} problems={desk.problemsAt('/calendar')}>
          <Select hideLabel label={text.calendar} isDisabled={readOnly} options={withChosen((calendars.data?.items ?? []).map(({ id, title }) => ({ id, label: title })), scenario.calendar, calendars.isSuccess ? text.notThere : (id) => id)} value={scenario.calendar} onChange={put('calendar', text.calendar)} />
        </EntryFrame>
        <EntryFrame title={text.recording} help={text.recordingHint} problems={desk.problemsAt('/recording')}>
          <Select hideLabel label={text.recording} isDisabled={readOnly} options={RECORDINGS.map((id) => ({ id, label: text[`recording_${id}`] }))} value={scenario.recording ?? 'all'} onChange={put('recording', text.recording)} />
        </EntryFrame>
      </div>
      <EntryFrame title={text.synthetic} help={text.syntheticHint} problems={desk.problemsAt('/synthetic')}>
        <Switch value={scenario.synthetic === true} isDisabled={readOnly} onChange={(on) => put('synthetic', text.synthetic)(on ? true : undefined)}>{text.synthetic}</Switch>
      </EntryFrame>
    </SectionFrame>
  );
}
