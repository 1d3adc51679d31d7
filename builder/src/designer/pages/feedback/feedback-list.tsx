import { Bug, Lightbulb, ThumbsUp, type LucideIcon } from 'lucide-react';
import type { FeedbackItem, FeedbackLabel } from '../../../../../server/api/feedback.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { stampText } from '../shared/format.ts';
import { feedbackTexts } from './feedback-text.ts';

export const LABEL_ICONS: Readonly<Record<FeedbackLabel, LucideIcon>> = { idea: Lightbulb, fault: Bug, praise: ThumbsUp };

export function useFeedbackWords(): (item: FeedbackItem) => string {
  const text = useTexts(feedbackTexts);
  return ({ text: words, clear }) => words ?? (clear === false ? `${text.unclear} · ${text.noWords}` : text.noWords);
}

function Row({ item, current, onOpen }: { readonly item: FeedbackItem; readonly current: boolean; readonly onOpen: (id: string) => void }) {
  const text = useTexts(feedbackTexts);
  const { locale } = useLocale();
  const wordsOf = useFeedbackWords();
  const Sign = LABEL_ICONS[item.label];
  return (
    <li>
      <button type="button" className="list-row" {...(current ? { 'aria-current': true as const } : {})} onClick={() => onOpen(item.id)}>
        <Sign size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className="list-row-words">
          <b>{wordsOf(item)}</b>
          <em>{[text[item.label], item.from.name, stampText(item.at, locale)].join(' · ')}</em>
        </span>
        <span className="list-row-end">
          <Chip tone={item.state === 'new' ? 'warn' : item.state === 'answered' ? 'ok' : 'neutral'}>{text[item.state]}</Chip>
        </span>
      </button>
    </li>
  );
}

export function FeedbackRows({ items, current, onOpen }: { readonly items: readonly FeedbackItem[]; readonly current: string | undefined; readonly onOpen: (id: string) => void }) {
  return (
    <ul>
      {items.map((item) => (
        <Row key={item.id} item={item} current={item.id === current} onOpen={onOpen} />
      ))}
    </ul>
  );
}
