import { Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Note } from '../../../../../runtime/schema/annotation.ts';
import { NOTE_CHARACTERS } from '../../../../../runtime/schema/limits.ts';
import { useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDocumentBinding } from '../../document/document-context.tsx';
import { LineInput } from '../../panel/entries/line-input.tsx';
import { annotationTexts } from './annotation-text.ts';
import { changeNote, removeAnnotation } from '../../document/annotations.ts';
import { arrowStep } from './arrow-step.ts';
import { ToneButton } from './tone-button.tsx';
import { useDragBy } from './use-drag-by.ts';

/** A note on the canvas: written in place, moved by its upper edge or the arrows, resized at its corner or with Alt. */
export function NoteBox({ id, note, flow }: { readonly id: string; readonly note: Note; readonly flow: string }) {
  const text = useTexts(annotationTexts);
  const { store, readOnly } = useDocumentBinding();
  const toast = useToast();
  const change = (label: string, next: Partial<Note>, merge?: string): void => void store.edit({ label, changes: changeNote(flow, id, note, next), ...(merge === undefined ? {} : { merge }) });
  const moving = useDragBy({ disabled: readOnly, onDrop: (by) => change(text.moveNoteLabel, { x: note.x + by.x, y: note.y + by.y }) });
  const sizing = useDragBy({ disabled: readOnly, onDrop: (by) => change(text.changeNoteLabel, { width: note.width + by.x, height: note.height + by.y }) });
  const write = (words: string): void => {
    // What is too long stays in the field.
    if (words.length > NOTE_CHARACTERS) toast({ tone: 'err', text: text.tooLong(NOTE_CHARACTERS, words.length) });
    else change(text.changeNoteLabel, { text: words });
  };
  const remove = (): void => void store.edit({ label: text.removeNote, changes: removeAnnotation(flow, id) });
  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || readOnly) return;
    const step = arrowStep(event);
    if (step !== undefined && event.altKey) change(text.changeNoteLabel, { width: note.width + step.x, height: note.height + step.y }, `size ${id}`);
    else if (step !== undefined) change(text.moveNoteLabel, { x: note.x + step.x, y: note.y + step.y }, `note ${id}`);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove();
    else if (event.key === 'Enter') event.currentTarget.querySelector('textarea')?.focus();
    else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- moved and deleted by keys like a card
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- moved and deleted by keys like a card
      className="annotation note nopan" data-annotation={id} data-tone={note.tone ?? 'plain'} aria-label={text.note} tabIndex={0} onKeyDown={keys}
      style={{ left: note.x + moving.by.x, top: note.y + moving.by.y, width: Math.max(80, note.width + sizing.by.x), height: Math.max(40, note.height + sizing.by.y) }}
    >
      <div className="annotation-head" {...moving.handlers}>
        {readOnly ? null : (
          <span className="annotation-tools">
            <ToneButton tone={note.tone ?? 'plain'} onTone={(tone) => change(text.changeNoteLabel, { tone })} />
            <IconButton size="small" label={text.removeNote} icon={<Trash2 size={13} aria-hidden="true" />} onPress={remove} />
          </span>
        )}
      </div>
      <LineInput multiline className="note-text nowheel" label={text.noteText} placeholder={text.noteHint} value={note.text} readOnly={readOnly} onCommit={write} />
      {readOnly ? null : <span className="note-corner" title={text.resize} {...sizing.handlers} />}
    </section>
  );
}
