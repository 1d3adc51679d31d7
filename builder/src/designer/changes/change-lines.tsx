import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { isRecord, parsePointer, pointer } from '../document/pointer.ts';
import './change-lines.css';
import { changeTexts } from './change-text.ts';
import { changeWords, type ChangeWords, type WordsDesk } from './change-words.ts';
import type { ChangeGroup } from './compare.ts';
import { memberKeys, type ContentDifference } from './members.ts';
import { diffText, type Piece } from './text-diff.ts';

/** Tone of a chip for what came, changed or went. */
export const TONES = { added: 'ok', changed: 'warn', removed: 'err' } as const;
const MOST = 60;

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map((piece, at) => (piece.kind === 'removed' ? <del key={at}>{piece.text}</del> : piece.kind === 'added' ? <ins key={at}>{piece.text}</ins> : <span key={at}>{piece.text}</span>));
}

function BeforeAfter({ before, after }: Pick<ChangeWords, 'before' | 'after'>) {
  return (
    <>
      {before === undefined ? null : <del>{before}</del>}
      {before === undefined || after === undefined ? null : ' → '}
      {after === undefined ? null : <ins>{after}</ins>}
    </>
  );
}

function Line({ group, change, desk }: { readonly group: ChangeGroup; readonly change: ContentDifference; readonly desk: WordsDesk }) {
  const text = useTexts(changeTexts);
  const { place, before, after } = changeWords(group, change, desk);
  const pieces = typeof change.before === 'string' && typeof change.after === 'string' ? diffText(before ?? '', after ?? '') : undefined;
  const mark = change.before === undefined ? 'added' : 'removed';
  return (
    <li>
      {place === '' ? null : <span className="change-place">{place}</span>}
      {change.kind === 'moved' ? (
        <span><Chip tone="warn">{text.rowMoved}</Chip> {text.movedTo(Number(change.before), Number(change.after))}</span>
      ) : (
        <span>
          {change.kind === 'member' ? <><Chip tone={TONES[mark]}>{mark === 'added' ? text.markAdded : text.markRemoved}</Chip> </> : null}
          {pieces === undefined ? <BeforeAfter before={before} after={after} /> : <Pieces pieces={pieces} />}
        </span>
      )}
    </li>
  );
}

/** What came or went as a whole, value by value and member by member, so that nobody has to read it as text. */
function leaves(change: ContentDifference): readonly ContentDifference[] {
  const { path, before, after } = change;
  const whole = before ?? after;
  if (change.kind !== undefined || (before !== undefined && after !== undefined)) return [change];
  const side = (value: unknown) => ({ before: before === undefined ? undefined : value, after: after === undefined ? undefined : value });
  const keys = memberKeys(whole);
  if (Array.isArray(whole) && keys !== undefined && keys.length > 0) return keys.map((key, at) => ({ path: path + pointer(key), ...side(whole[at]), kind: 'member' }));
  if (!isRecord(whole)) return [change];
  const [top, flow, ...inside] = parsePointer(path);
  // Of a whole flow, its nodes by name and kind are enough.
  if (top === 'flows' && flow !== undefined && inside.length === 1 && inside[0] === 'nodes') return Object.entries(whole).map(([id, node]) => ({ path: path + pointer(id), ...side(node), kind: 'member' }));
  const inner = Object.entries(whole).flatMap(([key, value]) => leaves({ path: path + pointer(key), ...side(value) }));
  return inner.length === 0 ? [change] : inner;
}

/** Changes of one node or part, line by line. */
export function ChangeLines({ group, changes, before, after }: { readonly group: ChangeGroup; readonly changes: readonly ContentDifference[]; readonly before: Scenario; readonly after: Scenario }) {
  const { locale } = useLocale();
  const types = useNodeTypes();
  const desk: WordsDesk = { before, after, locale, typeOf: types.get };
  const lines = changes.flatMap(leaves);
  if (lines.length === 0) return null;
  return (
    <ul>
      {lines.slice(0, MOST).map((change) => (
        <Line key={`${change.path} ${change.kind ?? ''}`} group={group} change={change} desk={desk} />
      ))}
      {lines.length > MOST ? <li>+{lines.length - MOST}</li> : null}
    </ul>
  );
}
