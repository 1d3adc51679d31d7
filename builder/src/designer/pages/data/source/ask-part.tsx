import { useTexts } from '../../../../text/locale.tsx';
import type { Json } from '../../../../../../runtime/schema/json.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { RadioGroup } from '../../../../ui/choice.tsx';
import { Select } from '../../../../ui/select.tsx';
import { ErrorState, ProblemCode } from '../../../../ui/states.tsx';
import { TextArea, TextField } from '../../../../ui/text-field.tsx';
import { rowsAt } from './sample-sheet.ts';
import '../new-dataset/new-dataset.css';
import './source.css';
import { sourceTexts } from './source-text.ts';
import { isBadSize, useFeeds, type Sampling } from './use-sample.ts';

const RAW_SHOWN = 6000;

function Paging({ draft, change }: Pick<Sampling, 'draft' | 'change'>) {
  const text = useTexts(sourceTexts);
  return (
    <details className="source-paging" open={draft.by !== 'none'}>
      <summary>{text.paging}</summary>
      <div className="new-dataset-head">
        <Select label={text.pagingBy} value={draft.by} options={(['none', 'page', 'offset', 'link'] as const).map((id) => ({ id, label: text[`pages_${id}`] }))} onChange={(by) => change({ by: by as typeof draft.by })} />
        {draft.by === 'none' ? null : (
          <>
            {draft.by === 'link' ? null : <TextField mono label={draft.by === 'page' ? text.pageParam : text.offsetParam} placeholder={draft.by} value={draft.param} onChange={(param) => change({ param: param.trim() })} />}
            <TextField mono label={text.size} inputMode="numeric" value={draft.size} onChange={(size) => change({ size: size.trim() })} error={isBadSize(draft) ? text.sizeBad : undefined} />
            <TextField mono label={text.sizeParam} placeholder="size" value={draft.sizeParam} onChange={(sizeParam) => change({ sizeParam: sizeParam.trim() })} />
          </>
        )}
      </div>
    </details>
  );
}

/** How the far side answered, and which of its lists is wanted. */
function Outcome({ sampling }: { readonly sampling: Sampling }) {
  const text = useTexts(sourceTexts);
  const { answer, lists, list, sample } = sampling;
  if (answer === undefined) return null;
  const { body } = answer;
  const rows = answer.columns ? (body as readonly Json[]).length : rowsAt((body ?? null) as Json, list).length;
  const words = answer.problem === undefined ? (answer.columns || sample ? text.got(rows, answer.ms) : text.answered(answer.status ?? 0, answer.ms)) : answer.status === undefined ? text.noAnswer : text.answered(answer.status, answer.ms);
  const empty = answer.problem !== undefined || sample !== undefined ? undefined : answer.columns ? text.noRows : text.noList;
  return (
    <div className="source-outcome" aria-live="polite">
      <p className="ui-row">
        <Chip tone={sample === undefined ? 'err' : 'ok'}>{words}</Chip>
        <span className="ui-quiet">{text[`access_${answer.access}`]}</span>
      </p>
      {answer.problem === undefined ? null : <p className="ui-error" role="alert">{answer.problem.message} <ProblemCode code={answer.problem.code} /></p>}
      {empty === undefined ? null : <p className="ui-error" role="alert">{empty}</p>}
      {lists.length < 2 ? null : <RadioGroup label={text.list} value={String(lists.findIndex(({ path }) => path.join('\n') === list.join('\n')))} options={lists.slice(0, 12).map(({ path, count }, at) => ({ id: String(at), label: `${path.length === 0 ? text.wholeAnswer : path.join(' › ')} · ${text.listRows(count)}` }))} onChange={(at) => sampling.chooseList(lists[Number(at)]?.path ?? [])} />}
      {body === undefined || body === null ? null : (
        <details>
          <summary>{text.raw}</summary>
          {answer.cut === true ? <p className="ui-quiet">{text.cut}</p> : null}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
          <pre className="source-raw" tabIndex={0}>{(typeof body === 'string' ? body : JSON.stringify(body, null, 2)).slice(0, RAW_SHOWN)}</pre>
        </details>
      )}
    </div>
  );
}

/** Which connection is asked for what, and a few rows of its answer. @param error what is missing once somebody tried to save */
export function AskPart({ sampling, error }: { readonly sampling: Sampling; readonly error: string | undefined }) {
  const text = useTexts(sourceTexts);
  const { feeds, query } = useFeeds();
  const { draft, change } = sampling;
  const isAsked = draft.connection !== '' && (draft.kind === 'http' || draft.sql.trim() !== '') && !isBadSize(draft);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isSuccess && feeds.length === 0) return <p className="note-bar" data-tone="warn">{text.noConnections}</p>;
  return (
    <section className="source-ask">
      <Select label={text.connection} placeholder={text.chooseConnection} value={draft.connection === '' ? null : draft.connection} options={feeds.map(({ id, title, kind }) => ({ id, label: title, detail: `${id} · ${text[`kind_${kind}`]}` }))} onChange={(id) => change({ connection: id, kind: feeds.find((feed) => feed.id === id)?.kind ?? 'http' })} />
      {draft.connection === '' ? null : draft.kind === 'sql' ? (
        <TextArea mono label={text.sql} hint={text.sqlHint} rows={3} value={draft.sql} onChange={(sql) => change({ sql })} />
      ) : (
        <>
          <TextField mono label={text.path} hint={text.pathHint} placeholder="/" value={draft.path} onChange={(path) => change({ path })} />
          <Paging draft={draft} change={change} />
        </>
      )}
      <div><Button {...(sampling.sample === undefined ? { look: 'primary' as const } : {})} busy={sampling.taking} isDisabled={!isAsked} onPress={sampling.take}>{sampling.taking ? text.taking : sampling.sample === undefined ? text.take : text.takeAgain}</Button></div>
      {sampling.error ? <ErrorState error={sampling.error} /> : null}
      {sampling.taking ? null : <Outcome sampling={sampling} />}
      {error === undefined ? null : <p className="ui-error" role="alert">{error}</p>}
    </section>
  );
}
