import type { GrantItem } from '../../../../../server/api/sharing.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { stampText } from '../shared/format.ts';
import { sharingTexts } from './sharing-text.ts';

const TONES: Partial<Readonly<Record<GrantItem['status'], Tone>>> = { 'in-force': 'ok', checking: 'accent', deciding: 'accent', ruling: 'accent', returned: 'warn', refused: 'err', revoked: 'err', closed: 'err' };

/** The state of a grant, and how long there is for the present step. */
export function GrantState({ item }: { readonly item: GrantItem }) {
  const text = useTexts(sharingTexts);
  const { locale } = useLocale();
  return (
    <>
      <span className="grant-chips">
        <Chip tone={TONES[item.status] ?? 'neutral'}>{text[`status_${item.status}`]}</Chip>
        {item.overdue ? <Chip tone="err">{text.overdue}</Chip> : null}
      </span>
      {item.due === undefined ? null : (
        <em>
          {stampText(item.due, locale)}
          {item.daysLeft === undefined ? '' : ` · ${text.daysLeft(item.daysLeft)}`}
        </em>
      )}
    </>
  );
}
