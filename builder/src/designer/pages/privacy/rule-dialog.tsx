import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Period, RetentionItem, RetentionPreview, RetentionRule } from '../../../../../server/api/retention.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { stampText } from '../shared/format.ts';
import { privacyTexts } from './privacy-text.ts';
import { countOf, titleOf } from './rule-words.ts';

function PreviewWords({ preview: { before, count, held, undated = 0 } }: { readonly preview: RetentionPreview }) {
  const text = useTexts(privacyTexts);
  const { locale } = useLocale();
  const at = before.length === 10 ? before : stampText(before, locale);
  const gap = locale === 'en' ? ' ' : '';
  return (
    <output className="privacy-preview" data-some={count > held ? 'yes' : undefined}>
      {[count === 0 ? text.wouldNone(at) : text.wouldRemove(count - held, at), ...(held > 0 ? [text.heldWords(held)] : []), ...(undated > 0 ? [text.undatedWords(undated)] : [])].join(gap)}
    </output>
  );
}

/** A rule about one scenario, one dataset or the notices, and what it would remove. */
export function RuleDialog({ item, onClose }: { readonly item: RetentionItem; readonly onClose: () => void }) {
  const text = useTexts(privacyTexts);
  const toast = useToast();
  const client = useQueryClient();
  const columns = item.columns ?? [];
  const [entry, setEntry] = useState(String(item.rule?.period.count ?? 3));
  const [unit, setUnit] = useState<Period['unit']>(item.rule?.period.unit ?? 'year');
  const [column, setColumn] = useState<string | null>(item.rule?.column ?? columns[0]?.id ?? null);
  const [basis, setBasis] = useState(item.rule?.basis ?? '');
  const title = titleOf(text, item);
  const count = countOf(entry);
  const { kind, id } = item;
  const rule = (): RetentionRule => ({ period: { count: count ?? 0, unit }, basis: basis.trim(), ...(kind === 'dataset' && column !== null ? { column } : {}) });
  const preview = useMutation({ mutationFn: () => request<RetentionPreview>('/api/retention/preview', { method: 'POST', body: { kind, id, rule: { ...rule(), basis: basis.trim().length < 2 ? '—— ' : basis.trim() } } }) });
  const save = useMutation({
    mutationFn: (kept: RetentionRule | undefined) => request('/api/retention', { method: 'PUT', body: { kind, id, ...(kept === undefined ? {} : { rule: kept }), baseVersion: item.version } }),
    onSuccess: (_, kept) => {
      toast({ text: kept === undefined ? text.savedForEver(title) : text.saved(title) });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['retention'] }),
  });
  const wrong = { count: count === undefined ? text.numberBad : undefined, basis: basis.trim().length < 2 ? text.basisBad : undefined, column: kind === 'dataset' && columns.length === 0 ? text.noColumn : undefined };
  const change = <T,>(set: (value: T) => void) => (value: T): void => {
    set(value);
    preview.reset();
  };
  return (
    <FormDialog title={text.dialogTitle(title)} action={text.save} saving={save} onSave={() => save.mutate(rule())} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          {wrong.column === undefined ? null : <p className="privacy-note">{wrong.column}</p>}
          <div className="form-pair">
            <TextField label={text.number} value={entry} onChange={change(setEntry)} inputMode="numeric" error={say(wrong.count)} />
            <Select label={text.period} options={(['day', 'month', 'year'] as const).map((one) => ({ id: one, label: text[one] }))} value={unit} onChange={change((next: string) => setUnit(next as Period['unit']))} />
          </div>
          {kind === 'dataset' && columns.length > 0 ? <Select label={text.column} hint={text.columnHint} options={columns.map((one) => ({ id: one.id, label: one.title }))} value={column} onChange={change(setColumn)} /> : null}
          <TextArea label={text.basis} hint={text.basisHint} rows={2} maxLength={500} value={basis} onChange={setBasis} error={say(wrong.basis)} />
          <p className="ui-quiet">{kind === 'scenario' ? text.runsHint : kind === 'dataset' ? text.rowsHint : kind === 'audit' ? text.auditHint : text.noticesHint} {text.graceWords}</p>
          <div className="ui-row privacy-deeds">
            <Button isDisabled={count === undefined || wrong.column !== undefined} busy={preview.isPending} onPress={() => preview.mutate()}>
              {text.preview}
            </Button>
            {item.rule === undefined ? null : (
              <Button busy={save.isPending && save.variables === undefined} onPress={() => save.mutate(undefined)}>
                {text.forEverAgain}
              </Button>
            )}
          </div>
          {preview.isSuccess ? <PreviewWords preview={preview.data} /> : null}
          {preview.isError ? <ErrorState error={preview.error} /> : null}
        </>
      )}
    </FormDialog>
  );
}
