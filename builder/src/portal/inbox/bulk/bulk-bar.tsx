import { Link } from 'wouter';
import { Forward, Hand, X } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { refusalWords } from '../../people/action-dialog.tsx';
import { peopleTexts } from '../../people/text.ts';
import { inboxTexts } from '../text.ts';
import { bulkTexts } from './text.ts';
import { outcomeDeed, useOffer, type Deed } from './use-bulk.ts';
import type { Picked } from './use-picked.ts';

/** Outcomes with a button of their own; the others are done one by one. */
const MOST_ACTS = 3;

/** What can be done to the picked tasks at once, and which must be opened. */
export function BulkBar({ picked, onAsk }: { readonly picked: Picked; readonly onAsk: (deed: Deed) => void }) {
  const t = useTexts(bulkTexts);
  const p = useTexts(peopleTexts);
  const i = useTexts(inboxTexts);
  const offer = useOffer(picked.tasks);
  if (picked.tasks.length === 0) return null;
  // An offer of before counts for the tasks that are still picked.
  const still = (ids: readonly string[]) => ids.filter((id) => picked.has(id));
  const acts = (offer.data?.acts ?? []).map((act) => ({ ...act, ids: still(act.ids) })).filter(({ ids }) => ids.length > 0).slice(0, MOST_ACTS);
  const [claim, handOver] = [still(offer.data?.claim ?? []), still(offer.data?.handOver ?? [])];
  const alone = (offer.data?.alone ?? []).filter(({ id }) => picked.has(id));
  const [first] = alone;
  const firstTitle = picked.tasks.find(({ id }) => id === first?.id)?.title ?? '';
  return (
    <section className="bulk" aria-label={t.title}>
      <b>{t.picked(picked.tasks.length)}</b>
      <p aria-live="polite">
        {offer.isError ? refusalWords(offer.error) : offer.isPending ? t.looking : first === undefined ? null : alone.length > 1 ? t.aloneMany(alone.length) : <>{first.message ?? t.alone(firstTitle)} <Link href={`/tasks/${first.id}`}>{t.openAlone}</Link></>}
      </p>
      <div>
        {acts.map((act, index) => <button key={`${act.outcome} ${act.ids[0] ?? ''}`} type="button" className={index === 0 ? 'chief' : ''} onClick={() => onAsk(outcomeDeed(act))}>{t.act(act.title, act.ids.length)}</button>)}
        {claim.length > 0 ? <button type="button" onClick={() => onAsk({ kind: 'claim', title: i.claim, ids: claim })}><Hand className="i s" aria-hidden="true" />{t.act(i.claim, claim.length)}</button> : null}
        {handOver.length > 0 ? <button type="button" onClick={() => onAsk({ kind: 'handOver', title: p.handOver, ids: handOver })}><Forward className="i s" aria-hidden="true" />{t.act(p.handOver, handOver.length)}</button> : null}
        <button type="button" className="off" aria-label={t.unpick} onClick={() => picked.keepOnly([])}><X className="i" aria-hidden="true" /></button>
      </div>
    </section>
  );
}
