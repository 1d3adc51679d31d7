import { useState } from 'react';
import type { PersonChoice } from '../../../../../server/api/people.ts';
import { useTexts } from '../../../text/locale.tsx';
import { ActionDialog, refusalWords, WordsField } from '../../people/action-dialog.tsx';
import { PeoplePicker } from '../../people/people-picker.tsx';
import { peopleTexts } from '../../people/text.ts';
import { bulkTexts } from './text.ts';
import type { Asked, useBulk } from './use-bulk.ts';

/** Names in a question; the others are counted. */
const NAMED = 6;

/** Asks once before something is done to all: what, to which, and for handing over to whom and why. */
export function BulkDialog({ deed, bulk }: { readonly deed: Asked; readonly bulk: ReturnType<typeof useBulk> }) {
  const t = useTexts(bulkTexts);
  const p = useTexts(peopleTexts);
  const [people, setPeople] = useState<readonly PersonChoice[]>([]);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string>();
  const [to] = people;
  const handsOver = deed.kind === 'handOver';
  const act = () => {
    const lacks = handsOver && to === undefined ? p.needPeople : handsOver && reason.trim() === '' ? p.needReason : undefined;
    setMissing(lacks);
    if (lacks === undefined) bulk.send.mutate({ of: deed, ...(to ? { to: to.id } : {}), reason });
  };
  const named = deed.ids.slice(0, NAMED).map((id) => ({ id, task: deed.tasks.find((task) => task.id === id) }));
  return (
    <ActionDialog title={t.ask(deed.title, deed.ids.length)} {...(handsOver ? { hint: p.handOverHint } : {})} act={bulk.send.isPending ? t.doing : deed.title} busy={bulk.send.isPending} problem={missing ?? refusalWords(bulk.send.error)} onAct={act} onClose={() => bulk.ask(undefined)}>
      <ul className="bulk-names">
        {named.map(({ id, task }) => <li key={id}>{[task?.title ?? id, task?.subject].filter(Boolean).join(' · ')}</li>)}
        {deed.ids.length > NAMED ? <li className="mut">{t.others(deed.ids.length - NAMED)}</li> : null}
      </ul>
      {handsOver ? (
        <>
          <PeoplePicker label={p.person} purpose="handOver" {...(deed.ids[0] === undefined ? {} : { task: deed.ids[0] })} chosen={people} onChange={setPeople} />
          <WordsField label={p.reason} hint={p.reasonHint} value={reason} onChange={setReason} />
        </>
      ) : null}
    </ActionDialog>
  );
}
