import { Link } from 'wouter';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { bulkTexts } from './text.ts';
import type { Outcome } from './use-bulk.ts';

/** What became of each: how many were done, and every one that was not, with its reason and the way to it. */
export function BulkOutcome({ outcome: { title, done, failed }, onClose }: { readonly outcome: Outcome; readonly onClose: () => void }) {
  const t = useTexts(bulkTexts);
  const Icon = failed.length === 0 ? CircleCheck : CircleAlert;
  return (
    <div className={`note ${failed.length === 0 ? 'ok' : 'warn'} bulk-out`}>
      <Icon className="i" aria-hidden="true" />
      <div className="grow">
        <p><b>{t.became(title, done, failed.length)}</b></p>
        {failed.length === 0 ? null : <ul>{failed.map(({ id, task, message }) => <li key={id}><Link href={`/tasks/${id}`}>{[task?.title ?? id, task?.subject].filter(Boolean).join(' · ')}</Link><span>{message}</span></li>)}</ul>}
      </div>
      <button type="button" className="off" aria-label={t.putAway} onClick={onClose}><X className="i" aria-hidden="true" /></button>
    </div>
  );
}
