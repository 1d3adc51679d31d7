import { useTexts } from '../../../text/locale.tsx';
import { useDesk } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { LineInput } from '../entries/line-input.tsx';
import { scriptTexts } from './script-text.ts';
import { useScriptEditor } from './use-script-editor.ts';

/** The JavaScript of a script node, with the names it may read. */
export function ScriptEditor() {
  const desk = useDesk();
  const text = useTexts(scriptTexts);
  const code = desk.node.config['code'];
  const value = typeof code === 'string' ? code : '';
  const problems = desk.problemsAt(['code']);
  const set = (next: string) => desk.set(['code'], next, text.code);
  const { holder, state } = useScriptEditor({ value, label: text.code, readOnly: desk.readOnly, problems, onCommit: set });
  const names = Object.keys(desk.node.config['input'] ?? {}).map((name) => `input.${name}`);
  return (
    <EntryFrame title={text.code} required help={text.help} problems={problems}>
      {state === 'loading' ? <output className="ui-quiet">{text.loading}</output> : null}
      {state === 'failed' ? <><p className="ui-quiet">{text.failed}</p><LineInput label={text.code} mono value={value} readOnly={desk.readOnly} onCommit={set} /></> : null}
      <div ref={holder} className="script-holder" hidden={state === 'failed'} />
      <p className="entry-help">{names.length === 0 ? text.noNames : text.names(names.join('、'))}</p>
    </EntryFrame>
  );
}
