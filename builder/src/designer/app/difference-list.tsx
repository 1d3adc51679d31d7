import { useTexts } from '../../text/locale.tsx';
import type { Difference } from '../document/diff.ts';
import { shortened } from '../../../../runtime/schema/cut-text.ts';
import { pageTexts } from './scenario-text.ts';

const MOST = 100;

function short(value: unknown, absent: string): string {
  if (value === undefined) return absent;
  const words = JSON.stringify(value);
  return shortened(words, 160);
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
