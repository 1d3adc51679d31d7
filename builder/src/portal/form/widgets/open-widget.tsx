import { useEffect, useId, useRef, useState } from 'react';
import { CircleAlert, CircleCheck, FileText, X } from 'lucide-react';
import type { RecordView } from '../../../../../server/api/portal.ts';
import { RequestError } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import { formTexts } from '../text.ts';
import type { WidgetProps } from './widget-props.ts';

type Loaded = { readonly record: RecordView } | { readonly error: string } | undefined;

function RecordBody({ record }: { readonly record: RecordView }) {
  return (
    <>
      <dl className="pf-facts">{record.facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}</dl>
      {record.sections.map((section) => <section key={section.title}><h3>{section.title}</h3><p>{section.text}</p></section>)}
    </>
  );
}

/** A native dialog: it traps focus, closes on Escape and gives focus back. */
export function RecordDialog({ loaded, title, onClose }: { readonly loaded: Loaded; readonly title: string; readonly onClose: () => void }) {
  const t = useTexts(formTexts);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
  }, []);
  const record = loaded && 'record' in loaded ? loaded.record : undefined;
  return (
    <dialog ref={ref} className="pf-sheet" aria-labelledby={id} onClose={onClose}>
      <div className="pf-sheet-in">
        <header><h2 id={id}>{record?.title ?? title}</h2>{record?.synthetic ? <span className="pf-synth">{t.synthetic}</span> : null}<button type="button" className="pf-square" aria-label={t.closeRecord} onClick={() => ref.current?.close()}><X className="i" aria-hidden="true" /></button></header>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
        <section className="pf-sheet-body" tabIndex={0} aria-labelledby={id}>
          {record ? <RecordBody record={record} /> : null}
          {loaded && 'error' in loaded ? <p className="pf-error" role="alert"><CircleAlert className="i s" aria-hidden="true" />{loaded.error}</p> : null}
          {loaded ? null : <p aria-live="polite">{t.searching}</p>}
        </section>
        <footer><button type="button" className="pf-primary" onClick={() => ref.current?.close()}>{t.closeRecord}</button></footer>
      </div>
    </dialog>
  );
}

/** Opening counts as read only when the record really was shown. */
export function OpenWidget({ field, entry, onChange, ids, error, source }: WidgetProps) {
  const t = useTexts(formTexts);
  const [open, setOpen] = useState(false);
  const [loaded, setLoaded] = useState<Loaded>();
  const read = entry === true;
  const title = field.open?.title ?? field.title;
  const show = () => {
    setLoaded(undefined);
    setOpen(true);
    source.record(field.open?.reference ?? '').then(
      (record) => { setLoaded({ record }); onChange(true); },
      (cause: unknown) => setLoaded({ error: cause instanceof RequestError && cause.problem.status > 0 ? cause.problem.detail : t.searchFailed }),
    );
  };
  return (
    <FieldFrame field={field} ids={ids} error={error} group>
      <div className={read ? 'pf-open pf-read' : 'pf-open'}>
        {field.open ? <b>{title}</b> : null}
        {field.open && field.open.facts.length > 0 ? <dl className="pf-facts">{field.open.facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}</dl> : null}
        <div className="pf-open-row">
          <button id={ids.control} type="button" className={read ? 'pf-secondary' : 'pf-primary'} onClick={show} {...describedBy(ids, field, error)} aria-invalid={undefined}><FileText className="i s" aria-hidden="true" />{read ? t.openAgain : t.openRecord}<span className="pf-vh">: {title}</span></button>
          <span className="pf-read-state" aria-live="polite">{read ? <><CircleCheck className="i s" aria-hidden="true" />{t.opened}</> : t.notOpened}</span>
        </div>
      </div>
      {open ? <RecordDialog loaded={loaded} title={title} onClose={() => setOpen(false)} /> : null}
    </FieldFrame>
  );
}
