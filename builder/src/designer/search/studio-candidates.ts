import { useQuery } from '@tanstack/react-query';
import { Boxes, CircleQuestionMark, ExternalLink, GraduationCap, Languages, Moon, Plus, Sun, UserRound } from 'lucide-react';
import { useLocation } from 'wouter';
import type { ScenarioItem } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';
import { useLocale, useLocalText, useTexts } from '../../text/locale.tsx';
import { useToast } from '../../ui/toast.tsx';
import { appTexts } from '../app/app-text.ts';
import { useStudioPlaces, type Place } from '../app/places.ts';
import { useTheme } from '../app/theme.tsx';
import { askForHelp } from '../help/help-button.tsx';
import { useStartTour } from '../tour/use-start-tour.ts';
import type { Candidate } from './candidates.ts';
import { searchTexts } from './search-text.ts';

/** Before anything is typed, the list is for looking around: not every scenario of a big house. */
export const MOST_UNTYPED = 8;

/** Pages that are shown, as they are found. */
export function placeCandidates(places: readonly Place[], of: string, go: (to: string) => void): readonly Candidate[] {
  return places.filter(({ shown }) => shown).map(({ to, title, icon }) => ({ key: to, words: title, end: of, icon, names: [to.split('/').at(-1) ?? ''], run: () => go(to) }));
}

/** Scenarios by title and id. */
export function useScenarioCandidates(): readonly Candidate[] {
  const text = useTexts(searchTexts);
  const local = useLocalText();
  const [, navigate] = useLocation();
  const { data } = useQuery({ queryKey: ['scenarios'], queryFn: ({ signal }) => request<{ readonly items: readonly ScenarioItem[] }>('/api/scenarios', { signal }) });
  return (data?.items ?? []).map(({ id, title }) => ({ key: `/s/${id}`, words: local(title), end: text.ofScenario, icon: Boxes, names: [id], titles: [title['zh-CN'], title.en], run: () => navigate(`/s/${id}/canvas`) }));
}

/** Pages of the studio, and what can be done from everywhere. */
export function useStudioCandidates(onNew: () => void): { readonly pages: readonly Candidate[]; readonly deeds: readonly Candidate[] } {
  const text = useTexts(searchTexts);
  const words = useTexts(appTexts);
  const [, navigate] = useLocation();
  const { work, house } = useStudioPlaces();
  const toast = useToast();
  const tour = useStartTour({ onError: ({ message }: Error) => toast({ tone: 'err', text: message }) });
  const { theme, setTheme } = useTheme();
  const { locale, setLocale } = useLocale();
  const other = theme === 'dark' ? 'light' : 'dark';
  const deeds: readonly Candidate[] = [
    { key: 'new', words: text.create, end: text.ofCommand, icon: Plus, names: ['new'], run: onNew },
    { key: 'help', words: text.help, end: '?', icon: CircleQuestionMark, names: ['help'], run: askForHelp },
    { key: 'tour', words: tour.label, end: text.ofCommand, icon: GraduationCap, names: ['tour'], run: () => tour.begin.mutate() },
    { key: 'theme', words: words[other], end: text.ofCommand, icon: theme === 'dark' ? Sun : Moon, names: ['theme', other], run: () => setTheme(other) },
    { key: 'language', words: words.language, end: text.ofCommand, icon: Languages, names: ['language', 'yuyan', 'yy'], run: () => setLocale(locale === 'en' ? 'zh-CN' : 'en') },
    { key: 'account', words: words.ownAccount, end: text.ofStudio, icon: UserRound, names: ['account'], run: () => navigate('/account') },
    { key: 'portal', words: text.portal, end: text.ofCommand, icon: ExternalLink, names: ['portal'], run: () => window.location.assign('/') },
  ];
  return { pages: placeCandidates([...work, ...house], text.ofStudio, navigate), deeds };
}
