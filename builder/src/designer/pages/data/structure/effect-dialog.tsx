import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { DatasetItem } from '../../../../../../server/api/data.ts';
import type { Misfit, StructurePreview } from '../../../../../../server/api/structure.ts';
import { request } from '../../../../client/request.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../../../ui/states.tsx';
import { useToast } from '../../../../ui/toast.tsx';
import { cellText } from '../cell-text.ts';
import { dataTexts } from '../data-text.ts';
import { datasetTitle, fieldTitle } from '../dataset-title.ts';
import { countChanges, droppedTotals } from './structure-draft.ts';
import { structureTexts } from './structure-text.ts';

interface EffectProps {
  readonly before: DatasetDefinition;
  readonly after: DatasetDefinition;
}

function useTitles({ before, after }: EffectProps): (id: string) => string {
  const { locale } = useLocale();
  return (id) => {
    const field = after.fields.find((one) => one.id === id) ?? before.fields.find((one) => one.id === id);
    return field ? fieldTitle(field, locale) : id;
  };
}

function MisfitLine({ misfit, titleOf }: { readonly misfit: Misfit; readonly titleOf: (id: string) => string }) {
  const text = useTexts(structureTexts);
  const data = useTexts(dataTexts);
  const { locale } = useLocale();
  const words = misfit.examples.map(({ row, value }) => (value === undefined || value === null ? row : text.example(row, cellText(value, data)))).join(locale === 'en' ? ', ' : '、');
  return (
    <li data-tone={misfit.refused ? 'err' : 'warn'}>
      <b>{text[`misfit_${misfit.kind}`](misfit.fields.map(titleOf).join(' + '), new Intl.NumberFormat(locale).format(misfit.rows))}</b>
      {words === '' ? null : <em>{text.examples(words)}</em>}
    </li>
  );
}

function Readers({ preview, titleOf }: { readonly preview: StructurePreview; readonly titleOf: (id: string) => string }) {
  const text = useTexts(structureTexts);
  const { scenarios, others, grants, referrers } = preview;
  return (
    <>
      {scenarios.length === 0 && others === 0 ? null : (
        <>
          <p className="ui-label">{text.scenarios}</p>
          <ul className="structure-effects">
            {scenarios.map(({ id, title, fields }) => <li key={id} data-tone="warn"><b>{title}</b><em>{text.reads(fields.map(titleOf).join('、'))}</em></li>)}
            {others === 0 ? null : <li>{text.others(others)}</li>}
          </ul>
          <p className="note-bar" data-tone="warn">{text.brokenReads}</p>
        </>
      )}
      {grants.length === 0 ? null : <p className="note-bar" data-tone="warn">{text.grants(grants.length)}</p>}
      {referrers.length === 0 ? null : <p className="ui-quiet">{text.referrers(referrers.map(({ dataset, field }) => `${dataset} (${field})`).join('、'))}</p>}
    </>
  );
}

function Effects({ preview, ...props }: EffectProps & { readonly preview: StructurePreview }) {
  const text = useTexts(structureTexts);
  const { locale } = useLocale();
  const titleOf = useTitles(props);
  const number = new Intl.NumberFormat(locale);
  const { added, changed, removed, parts, misfits } = preview;
  const namesOf = (ids: readonly string[]): string => ids.map(titleOf).join(locale === 'en' ? ', ' : '、');
  const isNone = removed.length === 0 && parts.length === 0 && misfits.length === 0;
  return (
    <div className="stack">
      <p className="ui-quiet">{text.effectRows(number.format(preview.rows))}</p>
      <ul className="structure-effects">
        {added.length === 0 ? null : <li>{text.adds(namesOf(added))}</li>}
        {changed.length === 0 ? null : <li>{text.changes(namesOf(changed))}</li>}
        {removed.map(({ field, rows }) => <li key={field} data-tone="warn">{text.removes(titleOf(field), number.format(rows))}</li>)}
        {parts.length === 0 ? null : <li data-tone="warn">{text.goesToo(parts.map(({ kind, id }) => `${text[`part_${kind}`]} ${kind === 'total' ? (props.before.totals?.find((total) => total.id === id)?.title ?? id) : id.split(', ').map(titleOf).join(' + ')}`).join('；'))}</li>}
        {misfits.map((misfit) => <MisfitLine key={`${misfit.kind} ${misfit.fields.join(' ')}`} misfit={misfit} titleOf={titleOf} />)}
        {isNone ? <li data-tone="ok">{text.none}</li> : null}
      </ul>
      <Readers preview={preview} titleOf={titleOf} />
      {misfits.some(({ refused }) => refused) ? <p className="note-bar" data-tone="err" role="alert">{text.refused}</p> : null}
    </div>
  );
}

/** What the collected changes do to what is there, before they are done. */
export function EffectDialog({ before, after, onDone, onClose }: EffectProps & { readonly onDone: () => void; readonly onClose: () => void }) {
  const text = useTexts(structureTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const preview = useQuery({ queryKey: ['structure-preview', after], queryFn: ({ signal }) => request<StructurePreview>('/api/datasets/preview', { method: 'POST', body: { definition: after }, signal }), staleTime: 0, gcTime: 0, retry: false });
  const refresh = async (): Promise<void> => {
    await Promise.all([['datasets'], ['catalogue'], ['rows', before.id]].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const put = async (definition: DatasetDefinition, drops: readonly string[]): Promise<void> => {
    await request('/api/datasets', { method: 'PUT', body: { definition, drops } });
    await refresh();
  };
  /** Not over a change that came after. */
  const undo = async (): Promise<void> => {
    const { items } = await request<{ items: readonly DatasetItem[] }>('/api/datasets');
    const now = items.find((item) => item.definition.id === before.id)?.definition;
    if (now === undefined || countChanges(now, after) > 0) {
      toast({ text: text.notUndone });
      return;
    }
    await put(before, (after.totals ?? []).map(({ id }) => id));
    toast({ text: text.undone });
  };
  const save = useMutation({
    mutationFn: () => put(after, droppedTotals(preview.data?.parts ?? [])),
    onSuccess: () => {
      toast({ text: text.saved, action: { label: text.undo, onAction: () => void undo().catch(() => toast({ text: text.notUndone })) } });
      onDone();
    },
  });
  const isRefused = preview.data?.misfits.some(({ refused }) => refused) !== false;
  return (
    <Dialog
      title={text.effect(datasetTitle(before, locale))} size="wide" open dismissable={false} onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.back}</Button>
          <Button look="primary" isDisabled={isRefused} busy={save.isPending} onPress={() => save.mutate()}>{text.save}</Button>
        </>
      }
    >
      {preview.isPending ? <><output className="ui-quiet">{text.looking}</output><Skeleton rows={4} height={24} /></> : null}
      {preview.isError ? <ErrorState error={preview.error} onRetry={() => void preview.refetch()} /> : null}
      {preview.data === undefined ? null : <Effects before={before} after={after} preview={preview.data} />}
      {save.isError ? <ErrorState error={save.error} /> : null}
    </Dialog>
  );
}
