import type { ObjectionItem } from '../../../../../server/api/objections.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { stampText } from '../shared/format.ts';
import { objectionsTexts } from './objections-text.ts';

const TONES: Partial<Readonly<Record<ObjectionItem['state'], Tone>>> = { received: 'warn', verifying: 'accent', review: 'warn', decided: 'ok', reviewed: 'ok' };

/** How an objection stands, and how long there is to answer. */
export function ObjectionState({ item }: { readonly item: ObjectionItem }) {
  const text = useTexts(objectionsTexts);
  const { locale } = useLocale();
  return (
    <>
      <span className="grant-chips">
        <Chip tone={TONES[item.state] ?? 'neutral'}>{text[`state_${item.state}`]}</Chip>
        {item.overdue ? <Chip tone="err">{text.late}</Chip> : null}
      </span>
      {item.outcome === undefined ? null : <em>{text[`outcome_${item.outcome}`]}</em>}
      {item.due === undefined ? null : (
        <em>
          {text.dueBy} {stampText(item.due, locale)}
          {item.daysLeft === undefined ? '' : ` · ${text.daysLeft(item.daysLeft)}`}
        </em>
      )}
    </>
  );
}
