import { ArrowDown, ArrowUp, Copy, Eye, GripVertical, Trash2 } from 'lucide-react';
import { useEffect, useRef, type DragEvent, type KeyboardEvent } from 'react';
import type { FormField } from '../../../../runtime/schema/field.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { readingNames } from '../formula/formula-input.tsx';
import { readExpression } from '../../../../runtime/language/reading/reading.ts';
import { isYesNo } from '../../../../runtime/schema/answer-kind.ts';
import { formTexts as answerTexts } from '../../portal/form/text.ts';
import { LineInput } from '../panel/entries/line-input.tsx';
import { fieldEditTexts } from './field-edit-texts.ts';
import type { FormDesk } from './form-desk.ts';
import { formTexts } from './form-texts.ts';
import { isAnswered, isMustTick, isTick } from './required-switch.tsx';

/** A field's control, drawn but not alive: the preview beside it is. */
function Sketch({ form, field }: { readonly form: FormDesk; readonly field: FormField }) {
  const list = field.options && 'list' in field.options ? form.desk.scenario.lists[field.options.list]?.items : undefined;
  const values = field.enum ?? list ?? [];
  const yesNo = answerTexts[form.locale];
  if (field.widget === 'static' || field.compute !== undefined) return null;
  if (field.widget === 'table') return <ul className="sketch-columns">{(field.columns ?? []).map((column) => <li key={column.id}>{form.columnWord(field, column)}</li>)}</ul>;
  if (field.widget === 'open') return <span className="sketch-open">{field.of ?? ''}</span>;
  if (values.length > 0 && field.widget !== 'select') {
    return (
      <ul className="sketch-choices" data-many={field.widget === 'checks'}>
        {values.slice(0, 8).map((value) => (
          <li key={value}>
            <i aria-hidden="true" />
            {form.optionWord(field, value)}
          </li>
        ))}
      </ul>
    );
  }
  if (isYesNo(field)) return <ul className="sketch-choices">{[yesNo.yes, yesNo.no].map((word) => <li key={word}><i aria-hidden="true" />{word}</li>)}</ul>;
  if (field.type === 'boolean') return <span className="sketch-check"><i aria-hidden="true" />{form.wordOf(field, 'title')}</span>;
  return <span className="sketch-line" data-tall={field.widget === 'textarea' || field.widget === 'signature'} data-pick={values.length > 0 || field.options !== undefined || ['region', 'person', 'unit'].includes(field.widget ?? '')} />;
}

/** A condition as a sentence above the question it shows. */
export function shownWords(form: FormDesk, field: FormField, locale: 'zh-CN' | 'en'): string | undefined {
  if (field.visible === undefined) return undefined;
  const names = readingNames(form.scope, locale);
  return readExpression(field.visible, locale, {
    ...names,
    labelOf: (value, path) => {
      const other = form.fields.find((one) => `form.${one.id}` === path);
      return other ? form.optionWord(other, value) : undefined;
    },
  });
}

export interface FieldCardProps {
  readonly form: FormDesk;
  readonly field: FormField;
  readonly index: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly onMove: (to: number) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
  readonly onDropAt: (event: DragEvent, at: number) => void;
}

/** One question on the paper: words are edited where they stand. */
export function FieldCard({ form, field, index, selected, onSelect, onMove, onDuplicate, onRemove, onDropAt }: FieldCardProps) {
  const text = useTexts(formTexts);
  const edit = useTexts(fieldEditTexts);
  const { locale } = useLocale();
  const { readOnly } = form;
  const words = shownWords(form, field, locale);
  const problems = form.desk.problemsAt(['fields', index], true);
  const read = (source: string) => readExpression(source, locale, readingNames(form.scope, locale)) ?? source;
  const error = form.wordOf(field, 'error');
  const facts = [
    ...(field.compute === undefined ? [] : [edit.computed(read(field.compute))]),
    ...(field.required === undefined ? [] : [edit.needed(read(field.required))]),
    ...(field.check === undefined ? [] : [edit.checks(read(field.check))]),
    ...(error === '' ? [] : [edit.saying(error)]),
  ];
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const act = event.altKey && event.key === 'ArrowUp' ? () => onMove(index - 1) : event.altKey && event.key === 'ArrowDown' ? () => onMove(index + 1) : (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'd' ? onDuplicate : event.key === 'Delete' && event.target === event.currentTarget ? onRemove : undefined;
    if (!act || readOnly) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const card = useRef<HTMLLIElement>(null);
  // A field that was just added, copied or moved may lie far below what is seen.
  useEffect(() => {
    if (selected) card.current?.scrollIntoView({ block: 'nearest' });
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies -- `index` is when, not what
  }, [selected, index]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- a card is a stop for the keyboard; its own controls are inside
    <li ref={card} className="field-card" data-selected={selected} data-problem={problems.some((one) => one.severity === 'error')} tabIndex={0} aria-label={text.addressed(form.wordOf(field, 'title'), index + 1, form.fields.length)} onFocus={onSelect} onMouseDown={onSelect} onKeyDown={keys} onDragOver={(event) => event.preventDefault()} onDrop={(event) => onDropAt(event, index)}>
      {selected ? (
        <div className="field-tools">
          <code>{field.id}</code>
          {readOnly ? null : (
            <>
              <IconButton size="small" label={text.up} keys="⌥↑" icon={<ArrowUp size={13} aria-hidden="true" />} isDisabled={index === 0} onPress={() => onMove(index - 1)} />
              <IconButton size="small" label={text.down} keys="⌥↓" icon={<ArrowDown size={13} aria-hidden="true" />} isDisabled={index === form.fields.length - 1} onPress={() => onMove(index + 1)} />
              <IconButton size="small" label={text.duplicate} keys="⌘D" icon={<Copy size={13} aria-hidden="true" />} onPress={onDuplicate} />
              <IconButton size="small" label={text.remove} keys="Del" icon={<Trash2 size={13} aria-hidden="true" />} onPress={onRemove} />
            </>
          )}
        </div>
      ) : null}
      {field.visible === undefined ? null : (
        <span className="field-when">
          <Eye size={13} aria-hidden="true" />
          {words === undefined ? text.shownByFormula : text.shownWhen(words)}
        </span>
      )}
      {facts.map((fact) => <span key={fact} className="field-when">{fact}</span>)}
      {field.default === undefined || field.default === '' ? null : <span className="field-from">{text.carried(readExpression(field.default, locale, readingNames(form.scope, locale)) ?? field.default)}</span>}
      <div className="field-title">
        {readOnly ? null : <span className="field-grip" draggable onDragStart={(event) => event.dataTransfer.setData('application/x-field', String(index))} aria-hidden="true"><GripVertical size={13} /></span>}
        <LineInput className="in-place" label={text.question} value={form.wordOf(field, 'title')} readOnly={readOnly} onCommit={(next) => form.setWord(index, 'title', next, text.changed(text.question))} />
        {!isAnswered(field) || (isTick(field) && !isMustTick(field)) ? null : <em>{field.optional || field.required !== undefined ? text.optional : text.required}</em>}
      </div>
      {selected || form.wordOf(field, 'hint') !== '' ? <LineInput className="in-place field-hint" label={text.hint} placeholder={text.hintEmpty} value={form.wordOf(field, 'hint')} readOnly={readOnly} onCommit={(next) => form.setWord(index, 'hint', next, text.changed(text.hint))} /> : null}
      <Sketch form={form} field={field} />
    </li>
  );
}
