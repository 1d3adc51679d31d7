import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import './import.css';
import { importTexts } from './import-texts.ts';
import type { SheetReader } from './use-sheet-reader.ts';

/** How far the reading of a file is, with a way out; nothing while none is read. */
export function ReadingLine({ reader: { busy, step, cancel } }: { readonly reader: SheetReader }) {
  const text = useTexts(importTexts);
  if (!busy) return null;
  return (
    <output className="ui-row reading-line">
      <span className="ui-spinner" aria-hidden="true" />
      <span>{step === undefined ? text.reading : step.stage === 'expand' ? text.expanding(step.mb) : text.readingRows(step.at, step.of)}</span>
      {step?.stage === 'rows' ? <progress aria-label={text.reading} value={step.at} max={Math.max(1, step.of)} /> : null}
      <Button size="small" onPress={cancel}>{text.stopReading}</Button>
    </output>
  );
}
