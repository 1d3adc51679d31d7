import { Download, FlaskConical, Plus, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Case, CaseFile } from '../../../../../runtime/schema/case.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { SegmentedControl } from '../../../ui/choice.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDocumentPart } from '../../document/document-context.tsx';
import { useTrace } from '../../document/trace-context.tsx';
import { downloadText } from '../../home/download.ts';
import { useKeepCase } from '../runs/use-keep-case.ts';
import '../shared/page.css';
import { useCaseFile, useSaveCases } from '../shared/use-cases.ts';
import { CaseDetail } from './case-detail.tsx';
import { CaseList, CaseMeter, CoverageNote } from './case-list.tsx';
import { caseTexts } from './case-text.ts';
import './cases.css';
import { EditDialog } from './edit-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useCaseRun } from './use-case-run.ts';

type Asking = { readonly kind: 'edit'; readonly value: Case; readonly fresh: boolean } | { readonly kind: 'remove'; readonly value: Case } | undefined;

/** Enough of a case to start writing. */
function blankCase(title: string, cases: readonly Case[]): Case {
  let number = cases.length + 1;
  while (cases.some((item) => item.id === `case-${number}`)) number += 1;
  return { id: `case-${number}`, title, at: cases[0]?.at ?? '2022-01-20T09:30:00+08:00', start: cases[0]?.start ?? {}, expect: { status: 'completed' } };
}

function useEditing(id: string, file: CaseFile | undefined, version: number) {
  const text = useTexts(caseTexts);
  const toast = useToast();
  const save = useSaveCases(id);
  const put = (cases: readonly Case[], done: () => void): void => {
    if (file !== undefined) save.mutate({ cases: { ...file, cases: [...cases] }, baseVersion: version }, { onSuccess: done });
  };
  return {
    save,
    store: (value: Case, old: string | undefined, done: () => void) =>
      put(old === undefined ? [...(file?.cases ?? []), value] : (file?.cases ?? []).map((item) => (item.id === old ? value : item)), () => {
        toast({ text: text.savedWords(value.title) });
        done();
      }),
    remove: (value: Case, done: () => void) =>
      put((file?.cases ?? []).filter((item) => item.id !== value.id), () => {
        toast({ text: text.removed(value.title) });
        done();
      }),
  };
}

/** Cases of a scenario: run on the draft at once, with what they cover. */
export function CasesPage({ id, named }: { readonly id: string; readonly named: string | undefined }) {
  const text = useTexts(caseTexts);
  const [, navigate] = useLocation();
  const scenario = useDocumentPart((state) => state.history.present);
  const { whole, input } = useTrace();
  const { keepTest, busy } = useKeepCase();
  const file = useCaseFile(id);
  const run = useCaseRun(id, file.data?.cases);
  const { save, store, remove } = useEditing(id, file.data?.cases, file.data?.casesVersion ?? 0);
  const [asking, setAsking] = useState<Asking>();
  const [filter, setFilter] = useState('all');
  const close = (): void => {
    setAsking(undefined);
    save.reset();
  };
  if (file.isPending) return <Skeleton rows={8} height={36} />;
  if (file.isError) return <ErrorState error={file.error} onRetry={() => void file.refetch()} />;
  const { cases } = file.data.cases;
  const results = new Map((run.data?.results ?? []).map((result) => [result.id, result]));
  const shown = filter === 'failed' ? cases.filter((item) => results.get(item.id)?.passed === false) : cases;
  const current = cases.find((item) => item.id === named) ?? shown[0];
  const failed = run.data?.failed ?? 0;
  return (
    <div className="page-columns cases-page">
      <section className="page-side" aria-label={text.title} data-region="" tabIndex={-1}>
        <div className="side-head">
          <h2>{text.title}</h2>
          <output className="ui-quiet">{run.isFetching ? text.running : run.data === undefined || cases.length === 0 ? '' : text.passedOf(run.data.passed, run.data.passed + failed)}</output>
        </div>
        {cases.length === 0 ? null : <CaseMeter cases={cases} results={results} />}
        <div className="case-tools">
          <Button size="small" icon={<RotateCcw size={13} aria-hidden="true" />} isDisabled={cases.length === 0} busy={run.isFetching} onPress={() => void run.refetch()}>
            {text.runAll}
          </Button>
          <Button size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={() => setAsking({ kind: 'edit', value: blankCase(text.newTitle, cases), fresh: true })}>
            {text.add}
          </Button>
          {cases.length === 0 ? null : <IconButton size="small" label={text.download} icon={<Download size={13} aria-hidden="true" />} onPress={() => downloadText(`${id}.cases.json`, `${JSON.stringify(file.data.cases, null, 2)}\n`)} />}
          {whole === undefined ? null : (
            <Button size="small" icon={<FlaskConical size={13} aria-hidden="true" />} busy={busy} onPress={() => keepTest(whole, input)}>
              {text.fromTest}
            </Button>
          )}
          {failed === 0 ? null : <SegmentedControl label={text.filter} size="small" value={filter} onChange={setFilter} options={[{ id: 'all', label: text.all }, { id: 'failed', label: `${text.failed} ${failed}` }]} />}
        </div>
        {run.isError ? <ErrorState error={run.error} onRetry={() => void run.refetch()} /> : null}
        {run.data === undefined || cases.length === 0 ? null : <CoverageNote scenario={scenario} results={run.data.results} />}
        <CaseList scenario={scenario} cases={shown} results={results} current={current?.id} onOpen={(one) => navigate(`/s/${id}/cases/${encodeURIComponent(one)}`)} />
      </section>
      <div className="page-main">
        {current === undefined ? (
          <EmptyState icon={<FlaskConical size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.emptyTitle}>
            {text.empty}
          </EmptyState>
        ) : (
          <CaseDetail key={current.id} scenario={scenario} value={current} result={results.get(current.id)} onEdit={() => setAsking({ kind: 'edit', value: current, fresh: false })} onRemove={() => setAsking({ kind: 'remove', value: current })} />
        )}
      </div>
      {asking?.kind === 'edit' ? (
        <EditDialog
          value={asking.value}
          taken={cases.filter((item) => asking.fresh || item.id !== asking.value.id).map((item) => item.id)}
          busy={save.isPending}
          error={save.error}
          onClose={close}
          onSave={(value) =>
            store(value, asking.fresh ? undefined : asking.value.id, () => {
              close();
              navigate(`/s/${id}/cases/${encodeURIComponent(value.id)}`);
            })
          }
        />
      ) : null}
      {asking?.kind === 'remove' ? <RemoveDialog value={asking.value} busy={save.isPending} error={save.error} onClose={close} onRemove={() => remove(asking.value, close)} /> : null}
    </div>
  );
}
