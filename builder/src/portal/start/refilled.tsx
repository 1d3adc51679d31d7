import { useEffect, useEffectEvent } from 'react';
import { RotateCcw } from 'lucide-react';
import type { PortalForm } from '../../../../server/api/portal.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { firstEntries } from '../form/entry.ts';
import type { Draft } from '../form/use-draft.ts';
import { formatMoment } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { startTexts } from './text.ts';

interface Props {
  readonly form: PortalForm;
  readonly draft: Draft;
  readonly onTakeDraft: (values: Readonly<Record<string, unknown>>) => void;
}

/** Says that the form has the answers of an earlier run. They are kept as a draft at once, unless another one is there, which stays until something is typed. */
export function Refilled({ form, draft, onTakeDraft }: Props) {
  const t = useTexts(startTexts);
  const { locale } = useLocale();
  const now = useNow();
  const { kept } = draft;
  const first = useEffectEvent(() => {
    if (kept === undefined) draft.keep(firstEntries(form.fields));
  });
  useEffect(() => first(), []);
  return (
    <div className="note">
      <RotateCcw className="i s" aria-hidden="true" />
      <div className="grow"><p>{t.refilled}</p>{kept === undefined ? null : <p>{t.otherDraft(formatMoment(kept.savedAt, locale, now))}</p>}</div>
      {kept === undefined ? null : <button type="button" className="link" onClick={() => onTakeDraft(kept.values)}>{t.takeDraft}</button>}
    </div>
  );
}
