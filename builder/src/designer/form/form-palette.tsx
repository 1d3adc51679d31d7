import { Database, Heading, Library, Link2, Search } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import type { FormField } from '../../../../runtime/schema/field.ts';
import { useTexts } from '../../text/locale.tsx';
import { asSchema, membersOf, titleOfPath } from '../formula/formula-scope.ts';
import { matchRank, useSpell } from '../formula/pinyin.ts';
import { scenarioText } from '../document/scenario-text.ts';
import type { NewField } from './added-field.ts';
import { fieldEditTexts } from './field-edit-texts.ts';
import type { FormDesk } from './form-desk.ts';
import { formTexts } from './form-texts.ts';
import { PALETTE, wordsOfItem } from './palette-items.ts';
import { paletteTexts } from './palette-texts.ts';
import { referenceField } from './reference-field.ts';

/** Single values of earlier steps that a form may show. */
function flowFields(form: FormDesk): readonly { readonly label: string; readonly field: FormField }[] {
  const { names } = form.desk.scope;
  return Object.keys(names).filter((name) => !['param', 'run', 'user', 'form'].includes(name)).flatMap((name) =>
    Object.entries(membersOf(asSchema(names[name]))).filter(([, schema]) => asSchema(schema).type !== 'array' && asSchema(schema).type !== 'object').map(([key]) => ({
      label: titleOfPath(form.desk.scope, `${name}.${key}`, form.locale) ?? `${name}.${key}`,
      field: { id: key, type: 'string' as const, widget: 'static' as const, optional: true, default: `${name}.${key}` },
    })),
  ).slice(0, 24);
}

/** A question answered by a row of the first dataset; there is none to make while the scenario has no dataset. */
function referenceItem(form: FormDesk, fits: (label: string) => boolean): { readonly fits: boolean; readonly made?: NewField } {
  const { scenario, columns } = form.desk;
  const [dataset] = Object.keys(scenario.datasets);
  const found = fits(formTexts[form.locale].p_reference) || fits(formTexts[form.locale].referenceAlso);
  if (dataset === undefined) return { fits: found };
  const declared = scenario.datasets[dataset];
  const key = declared !== undefined && 'own' in declared ? declared.unique?.[0] : undefined;
  return {
    fits: found,
    made: {
      field: referenceField(dataset, columns(dataset), key),
      words: { title: { 'zh-CN': formTexts['zh-CN'].p_reference, en: formTexts.en.p_reference }, hint: { 'zh-CN': paletteTexts['zh-CN'].h_reference, en: paletteTexts.en.h_reference } },
    },
  };
}

/** What can be added to the form: press to add below the chosen question, or drag to a place. */
export function FormPalette({ form, onAdd, onSection, onDataset }: { readonly form: FormDesk; readonly onAdd: (made: NewField) => void; readonly onSection: () => void; readonly onDataset: (dataset: string) => void }) {
  const text = useTexts(formTexts);
  const edit = useTexts(fieldEditTexts);
  const [query, setQuery] = useState('');
  const spell = useSpell();
  const fits = (label: string) => matchRank(query, [], [label], spell) !== undefined;
  const fromFlow = flowFields(form).filter(({ label }) => fits(label));
  const reference = referenceItem(form, (label) => fits(label));
  const groups = PALETTE.map((group) => ({ ...group, items: group.items.filter((item) => fits(text[item.word])) })).filter((group) => group.items.length > 0 || (group.group === 'fill' && reference.fits));
  const datasets = Object.entries(form.desk.scenario.datasets).map(([id, dataset]) => ({ id, label: ('own' in dataset ? scenarioText(form.desk.scenario, dataset.own.title, form.locale) : undefined) ?? scenarioText(form.desk.scenario, `@${id}`, form.locale) ?? id })).filter(({ label }) => fits(label));
  const drag = (made: NewField) => ({ draggable: !form.readOnly, onDragStart: (event: React.DragEvent) => event.dataTransfer.setData('application/x-new-field', JSON.stringify(made)) });
  /** Enter takes the first that fits, so that a form is written without leaving the keys. */
  const takeFirst = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229 || query.trim() === '') return;
    event.preventDefault();
    event.currentTarget.closest('aside')?.querySelector<HTMLButtonElement>('section button:not(:disabled)')?.click();
    setQuery('');
  };
  return (
    <aside className="form-palette" aria-label={text.find}>
      <label className="palette-find">
        <Search size={14} aria-hidden="true" />
        <input type="search" id="form-find" aria-label={text.find} placeholder={text.find} value={query} onChange={(event) => setQuery(event.target.value)} onKeyDown={takeFirst} />
        <kbd>/</kbd>
      </label>
      {groups.map((group) => (
        <section key={group.group}>
          <h2>{text[group.group]}</h2>
          {group.items.map((item) => {
            const { word, icon: Drawing } = item;
            const made = { field: item.field, words: wordsOfItem(item) };
            return (
              <button type="button" key={word} disabled={form.readOnly} {...drag(made)} onClick={() => onAdd(made)}>
                <Drawing size={15} strokeWidth={1.75} aria-hidden="true" />
                {text[word]}
              </button>
            );
          })}
          {group.group === 'fill' && reference.fits ? (
            <button type="button" disabled={form.readOnly || reference.made === undefined} {...(reference.made === undefined ? { title: text.ownData } : drag(reference.made))} onClick={() => (reference.made === undefined ? undefined : onAdd(reference.made))}>
              <Library size={15} strokeWidth={1.75} aria-hidden="true" />
              {text.p_reference}
            </button>
          ) : null}
          {group.group === 'structure' && form.fields.length > 0 ? <button type="button" disabled={form.readOnly} onClick={onSection}><Heading size={15} strokeWidth={1.75} aria-hidden="true" />{text.p_section}</button> : null}
        </section>
      ))}
      {datasets.length === 0 ? null : (
        <section>
          <h2>{edit.fromDataset}</h2>
          {datasets.map(({ id, label }) => <button type="button" key={id} disabled={form.readOnly} title={edit.fromDatasetWhat(label)} onClick={() => onDataset(id)}><Database size={15} strokeWidth={1.75} aria-hidden="true" />{label}</button>)}
        </section>
      )}
      {fromFlow.length === 0 ? null : (
        <section>
          <h2>{text.fromFlow}</h2>
          {fromFlow.map(({ label, field }) => (
            <button type="button" key={field.default} disabled={form.readOnly} title={field.default} {...drag({ field: { ...field, title: label } })} onClick={() => onAdd({ field: { ...field, title: label } })}>
              <Link2 size={15} strokeWidth={1.75} aria-hidden="true" />
              {label}
            </button>
          ))}
        </section>
      )}
      {groups.length === 0 && fromFlow.length === 0 && datasets.length === 0 ? <p className="entry-help">{text.none}</p> : null}
    </aside>
  );
}
