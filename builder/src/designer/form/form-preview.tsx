import { ALargeSmall, Languages, Monitor, RotateCcw, Smartphone } from 'lucide-react';
import { useMemo, useState } from 'react';
import { FormView } from '../../portal/form/form-view.tsx';
import type { FormSource } from '../../portal/form/form-source.ts';
import { useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/choice.tsx';
import { nodeTitle } from '../document/scenario-text.ts';
import { useFormDesk } from './form-desk.ts';
import { formTexts } from './form-texts.ts';
import { previewForm } from './preview-form.ts';

/** The form as people will meet it, to be filled in; nothing is sent. */
export function FormPreview({ locale }: { readonly locale: 'zh-CN' | 'en' }) {
  const text = useTexts(formTexts);
  const [size, setSize] = useState('phone');
  const [big, setBig] = useState(false);
  const [english, setEnglish] = useState(false);
  const [round, setRound] = useState(0);
  const [sent, setSent] = useState<string>();
  const shown = english ? 'en' : locale;
  const form = useFormDesk(shown);
  const title = form === undefined ? '' : nodeTitle(form.desk.scenario, form.desk.flow, form.desk.id, shown);
  const portal = useMemo(() => (form === undefined ? undefined : previewForm(form, title, { title: text.sample, text: text.sampleText })), [form, title, text]);
  const source = useMemo<FormSource>(() => ({
    options: async (_field, query) => ({ choices: [`${text.sample} A`, `${text.sample} B`].filter((label) => label.includes(query)).map((label) => ({ value: label, label })), more: false }),
    record: async () => ({ title: text.sample, synthetic: true, facts: [], sections: [{ title: text.sample, text: text.sampleText }] }),
    sendFile: async (file) => ({ id: `sample-${file.name}`, name: file.name, type: file.type, bytes: file.size }),
  }), [text]);
  if (portal === undefined) return null;
  const shape = portal.fields.map((field) => `${field.id}:${field.type}:${field.widget ?? ''}`).join() + (portal.pages ?? '');
  return (
    <aside className="form-preview" aria-label={text.preview}>
      <div className="preview-bar">
        <SegmentedControl size="small" label={text.preview} value={size} onChange={setSize} options={[{ id: 'phone', label: <><Smartphone size={13} aria-hidden="true" />{text.phone}</> }, { id: 'desktop', label: <><Monitor size={13} aria-hidden="true" />{text.desktop}</> }]} />
        <span className="ui-grow" />
        <IconButton size="small" label={text.bigText} pressed={big} icon={<ALargeSmall size={15} aria-hidden="true" />} onPress={() => setBig(!big)} />
        <IconButton size="small" label={text.english} pressed={english} icon={<Languages size={14} aria-hidden="true" />} onPress={() => setEnglish(!english)} />
        <IconButton size="small" label={text.reset} icon={<RotateCcw size={14} aria-hidden="true" />} onPress={() => { setRound(round + 1); setSent(undefined); }} />
      </div>
      <div className="preview-device" data-size={size} data-big={big}>
        <div className="preview-screen" lang={shown}>
          <h2>{portal.title}</h2>
          <FormView key={`${round}.${shape}.${shown}`} form={portal} source={source} headingLevel={3} onSubmit={({ answer, outcome }) => setSent(JSON.stringify({ ...answer, ...(outcome === undefined ? {} : { outcome }) }))} />
          {sent === undefined ? null : (
            <output className="preview-sent">
              {text.sent} <code>{sent}</code>
            </output>
          )}
        </div>
      </div>
      <p className="preview-note">{text.previewNote}</p>
    </aside>
  );
}
