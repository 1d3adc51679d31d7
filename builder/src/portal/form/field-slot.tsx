import { memo, Suspense, useSyncExternalStore, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react';
import { Controller, type Control } from 'react-hook-form';
import type { PortalField } from '../../../../server/api/portal.ts';
import { partsWaiting } from '../../client/load-part.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Guard } from '../../ui/guard.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { widgetOf, type Entry, type WidgetKind } from './entry.ts';
import { idsOf } from './field-frame.tsx';
import type { Flaw } from './flaw.ts';
import { flawWords } from './flaw-words.ts';
import type { FormSource } from './form-source.ts';
import { formTexts } from './text.ts';
import { CheckboxWidget, RadioWidget, SelectWidget } from './widgets/choice-widgets.tsx';
import { DateWidget, MomentWidget } from './widgets/date-widgets.tsx';
import { FilesWidget } from './widgets/files-widget.tsx';
import { LookupWidget } from './widgets/lookup-widget.tsx';
import { OpenWidget } from './widgets/open-widget.tsx';
import { ComputedWidget, NumberWidget, StaticWidget, TextareaWidget, TextWidget, TimeWidget } from './widgets/text-widgets.tsx';
import type { WidgetProps } from './widgets/widget-props.ts';

type Widget = ((props: WidgetProps) => ReactNode) | LazyExoticComponent<ComponentType<WidgetProps>>;

/** What few forms ask is loaded when a form asks it. */
const WIDGETS: Readonly<Record<WidgetKind, Widget>> = {
  text: TextWidget, textarea: TextareaWidget, number: NumberWidget, amount: NumberWidget, date: DateWidget, 'date-time': MomentWidget, time: TimeWidget,
  select: SelectWidget, radio: RadioWidget, checkbox: CheckboxWidget, lookup: LookupWidget, files: FilesWidget, open: OpenWidget, static: StaticWidget, computed: ComputedWidget,
  checks: lazyPart(() => import('./widgets/checks-widget.tsx').then((module) => module.ChecksWidget)),
  table: lazyPart(() => import('./widgets/rows-widget.tsx').then((module) => module.RowsWidget)),
  region: lazyPart(() => import('./widgets/region-widget.tsx').then((module) => module.RegionWidget)),
  location: lazyPart(() => import('./widgets/location-widget.tsx').then((module) => module.LocationWidget)),
  signature: lazyPart(() => import('./widgets/signature-widget.tsx').then((module) => module.SignatureWidget)),
  scan: lazyPart(() => import('./widgets/scan-widget.tsx').then((module) => module.ScanWidget)),
};

interface SlotProps {
  readonly field: PortalField;
  readonly prefix: string;
  readonly control: Control<Record<string, Entry>>;
  readonly flaw: Flaw | undefined;
  readonly source: FormSource;
  /** The value as it is now, for fields that show what is computed. */
  readonly answer: unknown;
}

function Loading({ title }: { readonly title: string }) {
  const t = useTexts(formTexts);
  const waits = useSyncExternalStore(partsWaiting.subscribe, partsWaiting.get);
  return <div className="pf-field"><p className="pf-label">{title}</p><p className="pf-status" aria-live="polite">{waits ? t.fieldWaits : t.loadingField}</p></div>;
}

/** A question whose drawing did not come: the rest of the form is still there. */
function Missing({ title }: { readonly title?: string }) {
  const t = useTexts(formTexts);
  return <div className="pf-field pf-bad"><p className="pf-label">{title}</p><p className="pf-error" role="alert"><span>{t.fieldMissing}</span></p><button type="button" className="pf-later" onClick={() => location.reload()}>{t.reload}</button></div>;
}

/** One question. Drawn again only when something of its own changes: a form of hundreds is typed into as quickly as a short one. */
export const FieldSlot = memo(function FieldSlot({ field, prefix, control, flaw, source, answer }: SlotProps) {
  const { locale } = useLocale();
  const Drawn = WIDGETS[widgetOf(field)];
  return (
    <Guard at={field.id} title={field.title} crashed={Missing}>
      <Suspense fallback={<Loading title={field.title} />}>
        <Controller
          control={control}
          name={field.id}
          render={({ field: bound }) => <Drawn field={field} entry={bound.value} onChange={bound.onChange} ids={idsOf(prefix, field.id)} flaw={flaw} error={flaw ? flawWords(field, flaw, locale) : undefined} source={source} answer={answer} />}
        />
      </Suspense>
    </Guard>
  );
});
