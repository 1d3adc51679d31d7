import { Undo2 } from 'lucide-react';
import type { ImportItem } from '../../../../../../server/api/imports.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { ErrorState } from '../../../../ui/states.tsx';
import './sending.css';
import { undoTexts } from './undo-text.ts';
import type { Undoing, UndoState } from './use-undoing.ts';

/** How far an undo is. @param of rows the import wrote */
export function UndoProgress({ state, of }: { readonly state: UndoState; readonly of: number }) {
  const text = useTexts(undoTexts);
  const { locale } = useLocale();
  const count = new Intl.NumberFormat(locale);
  const done = Math.min(of, state.taken + state.left);
  return (
    <div className="form-stack">
      <output>{state.stopping ? text.stopping : text.running(count.format(done), count.format(of))}</output>
      <progress className="import-progress" value={done} max={of} aria-label={text.progress} />
    </div>
  );
}

/** An import that is half taken back: how far, and the way on. */
export function UndoNotice({ item, undoing }: { readonly item: ImportItem; readonly undoing: Undoing }) {
  const text = useTexts(undoTexts);
  const { locale } = useLocale();
  const count = new Intl.NumberFormat(locale);
  const { at, by, taken, left } = item.undoing ?? { at: item.at, by: item.by, taken: 0, left: 0 };
  const state = undoing.state?.id === item.id ? undoing.state : undefined;
  const title = text.notice(item.unfinished?.file.name ?? text.anImport, count.format(taken + left), count.format(item.written));
  return (
    <section className="note-bar unfinished" data-tone="warn" aria-label={title}>
      {state === undefined ? (
        <div className="unfinished-words">
          <b>{title}</b>
          <span>{text.noticeText(new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at)), by)}</span>
        </div>
      ) : <UndoProgress state={state} of={item.written} />}
      <div className="ui-row">
        {state === undefined ? <Button size="small" look="primary" icon={<Undo2 size={13} aria-hidden="true" />} isDisabled={undoing.state !== undefined} onPress={() => undoing.run(item.id)}>{text.goOn}</Button> : <Button size="small" busy={state.stopping} onPress={undoing.stop}>{text.stop}</Button>}
      </div>
      {undoing.error === undefined || state !== undefined ? null : <ErrorState error={undoing.error} />}
    </section>
  );
}
