import { CircleAlert, CircleCheck, Download, FileUp } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { changesOf, differences } from '../document/diff.ts';
import { useDocumentBinding } from '../document/document-context.tsx';
import { useUndoOffer } from '../document/undo-offer.ts';
import { isDrawable } from '../document/drawable.ts';
import { downloadText } from '../home/download.ts';
import { fileRefusal } from '../home/file-refusal.ts';
import { readScenarioUpload } from '../home/read-scenario-file.ts';
import { homeTexts } from '../home/home-text.ts';
import '../pages/shared/page.css';
import './json-page.css';
import { jsonTexts } from './json-text.ts';
import { jsonText, useJsonEditor, type JsonState } from './use-json-editor.ts';

function useUpload() {
  const text = useTexts(jsonTexts);
  const words = useTexts(homeTexts);
  const { id, store } = useDocumentBinding();
  const toast = useToast();
  const undoOffer = useUndoOffer();
  return async (files: FileList | null): Promise<void> => {
    const file = files?.[0];
    if (file === undefined) return;
    const reading = await readScenarioUpload(file);
    if (reading.kind !== 'scenario') return toast({ tone: 'err', text: fileRefusal(reading, words) ?? '' });
    // The draft keeps its own id: the address of the page and its releases hang on it.
    const wanted = { ...reading.scenario, id };
    if (!isDrawable(wanted)) return toast({ tone: 'err', text: text.notScenario });
    store.edit({ label: text.uploadLabel, changes: changesOf(differences(store.get().history.present, wanted)) });
    toast({ text: text.uploaded(file.name), action: undoOffer() });
  };
}

function stateWords(state: JsonState, words: (typeof jsonTexts)['en']): string {
  if (state.kind === 'not-json') return words.notJson(state.place.line, state.place.column);
  if (state.kind === 'repeated') return words.repeated(state.place.line, state.place.column, state.name);
  if (state.kind === 'too-new') return words.tooNew(state.format);
  return state.kind === 'in-step' ? words.inStep : words.notScenario;
}

/** The draft as text, in step with the canvas. */
export function JsonPage() {
  const text = useTexts(jsonTexts);
  const { id, store } = useDocumentBinding();
  const { holder, state, ready, half, kept, goOn, discard } = useJsonEditor();
  const { locale } = useLocale();
  const upload = useUpload();
  const words = stateWords(state, text);
  return (
    <section className="json-page" aria-label={text.title}>
      <header className="json-head">
        <h2>{text.title}</h2>
        <span className="ui-quiet ui-grow">{text.note}</span>
        <output className="json-state" data-tone={state.kind === 'in-step' ? 'ok' : 'err'}>
          {state.kind === 'in-step' ? <CircleCheck size={14} aria-hidden="true" /> : <CircleAlert size={14} aria-hidden="true" />}
          {words}
        </output>
        <Button size="small" icon={<Download size={14} aria-hidden="true" />} onPress={() => downloadText(`${id}.scenario.json`, jsonText(store.get().history.present))}>
          {text.download}
        </Button>
        <FileTrigger acceptedFileTypes={['application/json', '.json']} onSelect={(files) => void upload(files)}>
          <Button size="small" icon={<FileUp size={14} aria-hidden="true" />}>
            {text.upload}
          </Button>
        </FileTrigger>
      </header>
      {half === undefined ? null : (
        <div className="note-bar json-half">
          <output className="ui-grow">{text.half(new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(half.at)))}</output>
          <Button size="small" look="primary" onPress={goOn}>{text.goOn}</Button>
          <Button size="small" onPress={discard}>{text.discard}</Button>
        </div>
      )}
      {half === undefined && state.kind !== 'in-step' ? (
        <div className="note-bar json-half">
          <output className="ui-grow">{kept ? text.keptHere : text.notKept}</output>
          <Button size="small" onPress={discard}>{text.discard}</Button>
        </div>
      ) : null}
      {ready ? null : <Skeleton rows={10} />}
      <div className="json-editor" ref={holder} data-region="" />
    </section>
  );
}
