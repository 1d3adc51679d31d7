import { useTexts } from '../../text/locale.tsx';
import type { Difference } from '../document/diff.ts';
import { pageTexts } from './scenario-text.ts';

const MOST = 100;

function short(value: unknown, absent: string): string {
  if (value === undefined) return absent;
  const words = JSON.stringify(value);
  return words.length > 160 ? `${words.slice(0, 159)}…` : words;
}

/** Differences by JSON pointer: what it was, what it is. */
export function DifferenceList({ list }: { readonly list: readonly Difference[] }) {
  const text = useTexts(pageTexts);
  if (list.length === 0) return <p className="ui-quiet">{text.nothing}</p>;
  return (
    <ul className="diff-list">
      {list.slice(0, MOST).map((item) => (
        <li key={item.path}>
          <code>{item.path}</code>
          <br />
          <del>{short(item.before, text.absent)}</del> → <ins>{short(item.after, text.absent)}</ins>
        </li>
      ))}
      {list.length > MOST ? <li>{text.moreDifferences(list.length - MOST)}</li> : null}
    </ul>
  );
}
