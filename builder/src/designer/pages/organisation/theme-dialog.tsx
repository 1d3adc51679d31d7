import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { UnitItem } from '../../../../../server/api/units.ts';
import type { ThemePart, ThemeView } from '../../../../../server/api/theme.ts';
import { request, RequestError } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { SaveProblem } from '../shared/save-problem.tsx';
import { AccentField } from './accent-field.tsx';
import { LogoField } from './logo-field.tsx';
import { ThemePreview } from './theme-preview.tsx';
import { themeTexts } from './theme-text.ts';
import { entryOf, fromOf, HEX, wishOf, type ThemeEntry } from './theme-wish.ts';
import './theme.css';

const pathOf = (unit: UnitItem): string => `/api/units/${encodeURIComponent(unit.id)}/theme`;
/** Typing rests this long before the server is asked what follows. */
const REST_MS = 250;

const isAboutLogo = (error: unknown): error is RequestError => error instanceof RequestError && error.problem.code.startsWith('SCN_THEME_LOGO');

/** What would follow from what is typed. */
function usePreview(unit: UnitItem, saved: ThemeView, entry: ThemeEntry) {
  const [rested, setRested] = useState(entry);
  useEffect(() => {
    const timer = setTimeout(() => setRested(entry), REST_MS);
    return () => clearTimeout(timer);
  }, [entry]);
  return useQuery({
    queryKey: ['unit-theme-preview', unit.id, rested], gcTime: 0, retry: false, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => request<ThemeView>(`${pathOf(unit)}/preview`, { method: 'POST', body: wishOf(rested, saved.version), signal }),
  });
}

function ThemeForm({ unit, read, onClose }: { readonly unit: UnitItem; readonly read: ThemeView; readonly onClose: () => void }) {
  const text = useTexts(themeTexts);
  const toast = useToast();
  const client = useQueryClient();
  // What the entries came from: a later reading must not lend them its version.
  const [saved] = useState(read);
  const [entry, setEntry] = useState(() => entryOf(saved));
  const preview = usePreview(unit, saved, entry);
  const set = (part: keyof ThemeEntry) => (value: string) => setEntry((before) => ({ ...before, [part]: value }));
  const from = (part: ThemePart) => {
    const name = fromOf(saved, part);
    return name === undefined ? text.plain : text.from(name);
  };
  const wrongAccent = entry.accent !== '' && !HEX.test(entry.accent) ? text.hexBad : undefined;
  const wrongLogo = isAboutLogo(preview.error) ? `${preview.error.message} ${preview.error.problem.hint ?? ''}` : undefined;
  const save = useMutation({
    mutationFn: () => request<ThemeView>(pathOf(unit), { method: 'PUT', body: wishOf(entry, saved.version) }),
    onSuccess: () => {
      toast({ text: text.saved(unit.name) });
      onClose();
      return client.invalidateQueries({ queryKey: ['unit-theme', unit.id] });
    },
  });
  return (
    <div className="theme-desk">
      <div className="form-stack">
        <p className="ui-hint">{text.intro}</p>
        <TextField label={text.name} maxLength={40} value={entry.name} onChange={set('name')} hint={entry.name === '' ? from('name') : undefined} />
        {entry.name === '' ? null : <TextField label={text.nameEn} maxLength={40} value={entry.nameEn} onChange={set('nameEn')} hint={text.nameEnHint} />}
        <LogoField src={wrongLogo === undefined ? preview.data?.shown?.logo?.src : undefined} isOwn={entry.logo !== ''} from={from('logo')} error={wrongLogo} onChange={set('logo')} />
        <AccentField value={entry.accent} accents={saved.accents} notes={entry.accent === '' ? [] : (preview.data?.notes ?? [])} from={from('accent')} error={wrongAccent} onChange={set('accent')} />
        <TextField label={text.footer} maxLength={200} value={entry.footer} onChange={set('footer')} hint={entry.footer === '' ? from('footer') : undefined} />
        {entry.footer === '' ? null : <TextField label={text.footerEn} maxLength={200} value={entry.footerEn} onChange={set('footerEn')} />}
        <TextField label={text.contact} maxLength={100} value={entry.contact} onChange={set('contact')} hint={text.contactHint} />
        <TextField label={text.filing} maxLength={60} value={entry.filing} onChange={set('filing')} hint={text.filingHint} />
        {save.isError ? <SaveProblem error={save.error} onTakeSaved={() => void client.resetQueries({ queryKey: ['unit-theme', unit.id] })} /> : null}
        {preview.isError && wrongLogo === undefined ? <ErrorState error={preview.error} /> : null}
        <div className="ui-row theme-deeds">
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={save.isPending} isDisabled={wrongAccent !== undefined || wrongLogo !== undefined} onPress={() => save.mutate()}>{text.save}</Button>
        </div>
      </div>
      <ThemePreview theme={preview.data?.shown} />
    </div>
  );
}

/** How the portal of a unit looks: what it says itself, what comes from above, and both themes before anything is kept. */
export function ThemeDialog({ unit, onClose }: { readonly unit: UnitItem; readonly onClose: () => void }) {
  const text = useTexts(themeTexts);
  const theme = useQuery({ queryKey: ['unit-theme', unit.id], queryFn: ({ signal }) => request<ThemeView>(pathOf(unit), { signal }), gcTime: 0 });
  return (
    <Dialog title={text.lookOf(unit.name)} open onClose={onClose} size="wide" dismissable={false}>
      {theme.isPending ? <Skeleton rows={8} /> : null}
      {theme.isError ? <ErrorState error={theme.error} onRetry={() => void theme.refetch()} /> : null}
      {theme.isSuccess ? <ThemeForm unit={unit} read={theme.data} onClose={onClose} /> : null}
    </Dialog>
  );
}
