import { Link2, Search } from 'lucide-react';
import { useState } from 'react';
import type { FormField } from '../../../../runtime/schema/field.ts';
import { useTexts } from '../../text/locale.tsx';
import { asSchema, membersOf, titleOfPath } from '../formula/formula-scope.ts';
import type { FormDesk } from './form-desk.ts';
import { formTexts } from './form-texts.ts';
import { PALETTE } from './palette-items.ts';

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

/** What can be added to the form: press to add below the chosen question, or drag to a place. */
export function FormPalette({ form, onAdd }: { readonly form: FormDesk; readonly onAdd: (field: FormField) => void }) {
  const text = useTexts(formTexts);
  const [query, setQuery] = useState('');
  const fits = (label: string) => label.toLowerCase().includes(query.trim().toLowerCase());
  const fromFlow = flowFields(form).filter(({ label }) => fits(label));
  const groups = PALETTE.map((group) => ({ ...group, items: group.items.filter((item) => fits(text[item.word])) })).filter((group) => group.items.length > 0);
  const drag = (field: FormField) => ({ draggable: !form.readOnly, onDragStart: (event: React.DragEvent) => event.dataTransfer.setData('application/x-new-field', JSON.stringify(field)) });
  return (
    <aside className="form-palette" aria-label={text.find}>
      <label className="palette-find">
        <Search size={14} aria-hidden="true" />
        <input type="search" id="form-find" aria-label={text.find} placeholder={text.find} value={query} onChange={(event) => setQuery(event.target.value)} />
        <kbd>/</kbd>
      </label>
      {groups.map((group) => (
        <section key={group.group}>
          <h3>{text[group.group]}</h3>
          {group.items.map(({ word, icon: Drawing, field }) => (
            <button type="button" key={word} disabled={form.readOnly} {...drag(field)} onClick={() => onAdd({ ...field, title: text[word] })}>
              <Drawing size={15} strokeWidth={1.75} aria-hidden="true" />
              {text[word]}
            </button>
          ))}
        </section>
      ))}
      {fromFlow.length === 0 ? null : (
        <section>
          <h3>{text.fromFlow}</h3>
          {fromFlow.map(({ label, field }) => (
            <button type="button" key={field.default} disabled={form.readOnly} title={field.default} {...drag(field)} onClick={() => onAdd({ ...field, title: label })}>
              <Link2 size={15} strokeWidth={1.75} aria-hidden="true" />
              {label}
            </button>
          ))}
        </section>
      )}
      {groups.length === 0 && fromFlow.length === 0 ? <p className="entry-help">{text.none}</p> : null}
    </aside>
  );
}
