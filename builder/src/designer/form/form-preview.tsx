import { ALargeSmall, CircleAlert, Languages, Monitor, RotateCcw, Smartphone } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { PortalField } from '../../../../server/api/portal.ts';
import { FormView } from '../../portal/form/form-view.tsx';
import type { Choice, FormSource } from '../../portal/form/form-source.ts';
import { useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/choice.tsx';
import { nodeTitle } from '../document/scenario-text.ts';
import { fieldEditTexts } from './field-edit-texts.ts';
import { useFormDesk } from './form-desk.ts';
import { formTexts } from './form-texts.ts';
import { previewForm } from './preview-form.ts';

/** Choices that no server gives here: two names whatever is typed, or two regions below the one that was chosen. */
function sampleChoices(field: PortalField | undefined, query: string, sample: string): readonly Choice[] {
  const letters = ['A', 'B'];
  if (field?.dataset === true) return letters.map((letter, index) => ({ value: `${query}${query.length >= 6 ? '00' : '0'}${index + 1}`, label: `${sample} ${letter}` }));
  return letters.map((letter) => `${sample} ${letter}`).map((label) => ({ value: field?.type === 'context' ? { id: label, name: label } : label, label }));
}

/** Presses on, so that everything that is missing says so. */
function pressOn(screen: HTMLElement | null): void {
  const outcome = screen?.querySelector<HTMLElement>('.pf-outcome-buttons button');
  if (outcome) outcome.click();
  else screen?.querySelector('form')?.requestSubmit();
}

/** Scrolls the preview alone: what it stands in scrolls as well on a narrow window and would leave the paper or the property being edited. */
function reveal(screen: HTMLElement | null, field: string): void {
  const question = screen?.querySelector(`[id$="-${CSS.escape(field)}"]`);
  if (!screen || !question || question.getClientRects().length === 0) return;
  const [seen, at] = [screen.getBoundingClientRect(), question.getBoundingClientRect()];
  const above = at.top - seen.top;
  if (above < 0) screen.scrollTop += above;
  else if (at.bottom > seen.bottom) screen.scrollTop += Math.min(above, at.bottom - seen.bottom);
}

/** The form as people will meet it, to be filled in; nothing is sent. */
export function FormPreview({ locale, chosen }: { readonly locale: 'zh-CN' | 'en'; readonly chosen?: string | undefined }) {
  const text = useTexts(formTexts);
  const edit = useTexts(fieldEditTexts);
  const screen = useRef<HTMLDivElement>(null);
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
    options: async (field, query) => ({ choices: sampleChoices(portal?.fields.find(({ id }) => id === field), query, text.sample), more: false }),
    record: async () => ({ title: text.sample, synthetic: true, facts: [], sections: [{ title: text.sample, text: text.sampleText }] }),
    sendFile: async (file) => ({ id: `sample-${file.name}`, name: file.name, type: file.type, bytes: file.size }),
  }), [text, portal]);
  const shape = portal === undefined ? '' : portal.fields.map((field) => `${field.id}:${field.type}:${field.widget ?? ''}:${field.compute === undefined ? '' : '='}:${(field.columns ?? []).map(({ id, type }) => id + type).join('+')}`).join() + (portal.pages ?? '');
  // The question chosen on the paper is seen in the preview as well, also once its shape changed and it was drawn anew.
  useEffect(() => {
    if (chosen !== undefined) reveal(screen.current, chosen);
    // oxlint-disable-next-line react/exhaustive-deps, react/exhaustive-effect-dependencies -- `shape` is when, not what
  }, [chosen, shape]);
  if (portal === undefined) return null;
  return (
    <aside className="form-preview" aria-label={text.preview}>
      <div className="preview-bar">
        <SegmentedControl size="small" label={text.preview} value={size} onChange={setSize} options={[{ id: 'phone', label: <><Smartphone size={13} aria-hidden="true" />{text.phone}</> }, { id: 'desktop', label: <><Monitor size={13} aria-hidden="true" />{text.desktop}</> }]} />
        <span className="ui-grow" />
        <IconButton size="small" label={text.bigText} pressed={big} icon={<ALargeSmall size={15} aria-hidden="true" />} onPress={() => setBig(!big)} />
        <IconButton size="small" label={text.english} pressed={english} icon={<Languages size={14} aria-hidden="true" />} onPress={() => setEnglish(!english)} />
        <IconButton size="small" label={edit.showErrors} icon={<CircleAlert size={14} aria-hidden="true" />} onPress={() => pressOn(screen.current)} />
        <IconButton size="small" label={text.reset} icon={<RotateCcw size={14} aria-hidden="true" />} onPress={() => { setRound(round + 1); setSent(undefined); }} />
      </div>
      <div className="preview-device" data-size={size} data-big={big}>
        <div className="preview-screen" lang={shown} ref={screen}>
          <h2>{portal.title}</h2>
          <FormView key={`${round}.${shape}.${shown}`} form={portal} source={source} headingLevel={3} onSubmit={({ answer, outcome }) => setSent(JSON.stringify({ ...answer, ...(outcome === undefined ? {} : { outcome }) }))} />
          {sent === undefined ? null : (
            <output className="preview-sent">
              {text.sent} <code>{sent}</code>
            </output>
          )}
        </div>
      </div>
      <p className="preview-note">{text.previewNote}{form?.fields.some(({ offered }) => offered !== undefined) ? edit.previewAllOffered : ''}</p>
    </aside>
  );
}
