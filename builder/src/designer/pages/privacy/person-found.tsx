import { UserRoundX } from 'lucide-react';
import type { PersonTraces } from '../../../../../server/api/erasure.ts';
import { useTexts } from '../../../text/locale.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { erasureTexts } from './erasure-text.ts';

function Part({ title, tone, lines }: { readonly title: string; readonly tone?: 'warn'; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section className="privacy-part" data-tone={tone}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** What is kept about a person: what would go, what stays and why, what must end first. */
export function PersonFound({ found }: { readonly found: PersonTraces }) {
  const text = useTexts(erasureTexts);
  const leftOf = (name: string): string => {
    const [kind, id = ''] = name.split(' ');
    return text.left(kind === 'cases' || kind === 'scenario' || kind === 'release' ? text[`left_${kind}`](id) : name);
  };
  const some = (n: number, say: (n: number) => string): readonly string[] => (n === 0 ? [] : [say(n)]);
  const going = [...found.rows.map(({ title, count }) => text.rows(title, count)), ...some(found.namedRows, text.namedRows), ...some(found.runCount, text.runs), ...some(found.seen, text.seen), ...some(found.files, text.files), ...some(found.documents, text.documents), ...some(found.notices, text.notices), ...some(found.deliveries, text.deliveries)];
  const staying = [...found.held.map(({ id, reason }) => text.held(id, reason)), ...found.left.map(leftOf), ...(found.reads === 0 ? [] : [text.reads(`${found.reads}${found.readsMore ? '+' : ''}`)])];
  const waiting = [...found.open.map(({ title, id }) => text.open(title, id)), ...some(found.openCount - found.open.length, text.more)];
  if (going.length + staying.length + waiting.length === 0) {
    return (
      <EmptyState icon={<UserRoundX size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.nothing}>
        {text.nothingText}
      </EmptyState>
    );
  }
  return (
    <div className="privacy-found">
      <Part title={text.going} lines={going} />
      <Part title={text.waiting} tone="warn" lines={waiting} />
      <Part title={text.staying} lines={staying} />
    </div>
  );
}
