import { useTexts } from '../../../text/locale.tsx';
import { useDesk } from '../entry-desk.tsx';
import { itemsOf, readLiteral } from '../entry.ts';
import { panelTexts } from '../panel-texts.ts';
import { EntryFrame } from './entry-frame.tsx';
import type { EntryProps } from './entry-props.ts';
import { LineInput } from './line-input.tsx';

const words = (value: unknown): string => (typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value));

/** A text or a number: what reads as a number is one. */
export function LiteralEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  return (
    <EntryFrame title={entry.title} help={entry.help} required={entry.required} problems={desk.problemsAt(path)}>
      <LineInput label={entry.title} value={words(value)} readOnly={desk.readOnly} onCommit={(next) => desk.set(path, next.trim() === '' ? undefined : readLiteral(entry.schema, next), entry.title)} />
    </EntryFrame>
  );
}

/** Texts and numbers, one a line. */
export function LiteralsEntry({ entry, path, value }: EntryProps) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const commit = (next: string): void => {
    const read = next.split('\n').filter((line) => line.trim() !== '').map((line) => readLiteral(itemsOf(entry.schema), line));
    desk.set(path, read.length === 0 && !entry.required ? undefined : read, entry.title);
  };
  return (
    <EntryFrame title={entry.title} help={entry.help ?? text.onePerLine} required={entry.required} problems={desk.problemsAt(path, true)}>
      <LineInput label={entry.title} multiline value={items.map(words).join('\n')} readOnly={desk.readOnly} onCommit={commit} />
    </EntryFrame>
  );
}
