import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ObjectionView, ObjectionWanted } from '../../../../../server/api/objections.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead } from '../shared/list-page.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { ObjectionState } from './objection-state.tsx';
import { objectionsTexts } from './objections-text.ts';

function Use({ use, about }: { readonly use: NonNullable<ObjectionView['use']>; readonly about: ObjectionView['item']['about'] }) {
  const text = useTexts(objectionsTexts);
  const { locale } = useLocale();
  return (
    <>
      <PageHead level={2} title={text.use} />
      <dl className="fact-grid sharing-facts objection-facts">
        <dt>{text.usedBy}</dt>
        <dd>{use.byName}</dd>
        <dt>{text.usedAt}</dt>
        <dd>{stampText(use.at, locale)}</dd>
        <dt>{text.fields}</dt>
        <dd>{use.fields.join(text.comma)}</dd>
        {use.purpose === undefined ? null : (
          <>
            <dt>{text.purpose}</dt>
            <dd>{use.purpose}</dd>
          </>
        )}
        {use.run === undefined || use.scenario === undefined ? null : (
          <>
            <dt>{text.matter}</dt>
            <dd>
              <Link href={`/s/${use.scenario}/runs/${encodeURIComponent(use.run)}`}>{text.openRun}</Link>
            </dd>
          </>
        )}
        {use.grant === undefined ? null : (
          <>
            <dt>{text.grant}</dt>
            <dd>
              <Link href={`/grants?id=${use.grant}`}>{text.openGrant}</Link>
            </dd>
          </>
        )}
        <dt>{text.rows}</dt>
        <dd>
          <Link href={`/datasets?dataset=${encodeURIComponent(use.dataset)}`}>{text.openRows}</Link>
        </dd>
      </dl>
      {about === 'content' ? <p className="ui-quiet grant-note">{text.contentHint}</p> : null}
    </>
  );
}

function Answer({ title, decision }: { readonly title: string; readonly decision: NonNullable<ObjectionView['decision']> }) {
  const text = useTexts(objectionsTexts);
  const { locale } = useLocale();
  return (
    <section className="grant-part">
      <h2>{title}</h2>
      <p>
        <b>{text[`outcome_${decision.outcome}`]}</b>
      </p>
      <p className="objection-words">{decision.answer}</p>
      <p className="ui-quiet">
        {decision.byUnit} {stampText(decision.at, locale)}
      </p>
    </section>
  );
}

function History({ events }: { readonly events: ObjectionView['events'] }) {
  const text = useTexts(objectionsTexts);
  const { locale } = useLocale();
  const words: Readonly<Record<string, string>> = { file: text.ev_file, take: text.ev_take, extend: text.ev_extend, decide: text.ev_decide, withdraw: text.ev_withdraw, review: text.ev_review, overdue: text.ev_overdue };
  return (
    <ol className="grant-events">
      {events.map((event) => (
        <li key={`${event.at} ${event.action}`}>
          <time dateTime={event.at}>{stampText(event.at, locale)}</time>
          <span>{words[event.action] ?? event.action}</span>
          <span className="ui-quiet">{event.action === 'overdue' ? text.system : event.byName}</span>
          {event.reason === undefined || event.action === 'decide' ? null : <q>{event.reason}</q>}
        </li>
      ))}
    </ol>
  );
}

/** One objection: what was said, about which use, until when, and what the reader may do. */
export function ObjectionDetail({ id }: { readonly id: string }) {
  const text = useTexts(objectionsTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'decide' | 'extend'>();
  const read = useQuery({ queryKey: ['objection', id], queryFn: ({ signal }) => request<ObjectionView>(`/api/objections/${id}`, { signal }) });
  const acting = useMutation({
    mutationFn: (body: ObjectionWanted) => request<ObjectionView>(`/api/objections/${id}/actions`, { method: 'POST', body }),
    onSuccess: (view, { action }) => {
      setAsking(undefined);
      client.setQueryData(['objection', id], view);
      toast({ text: text[`done_${action}`] });
    },
    // Refused, it may stand otherwise than shown: what is read anew gives the next try its version.
    onError: () => client.invalidateQueries({ queryKey: ['objection', id] }),
    onSettled: () => client.invalidateQueries({ queryKey: ['objections'] }),
  });
  if (read.data === undefined) return read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : <Skeleton rows={5} height={44} />;
  const view = read.data;
  const { item, use, actions, version } = view;
  const act = (wanted: Omit<ObjectionWanted, 'baseVersion'>): void => acting.mutate({ ...wanted, baseVersion: version });
  return (
    <>
      <PageHead title={item.datasetTitle ?? text.all} note={`${text[`about_${item.about}`]} · ${view.byName}${view.byUnit === undefined ? '' : ` · ${view.byUnit}`}`}>
        <ObjectionState item={item} />
      </PageHead>
      {view.limit === undefined ? null : <p className="ui-quiet grant-note">{text.limit(view.limit.days, view.limit.source)}</p>}
      <div className="grant-acts">
        {actions.map((action) =>
          action === 'take' || action === 'decide' || action === 'extend' ? (
            <Button key={action} look={action === 'decide' ? 'primary' : 'default'} busy={acting.isPending && acting.variables.action === action} onPress={() => (action === 'take' ? act({ action }) : setAsking(action))}>
              {text[action]}
            </Button>
          ) : null,
        )}
      </div>
      {acting.isError && asking === undefined ? <ErrorState error={acting.error} onRetry={() => void read.refetch()} /> : null}
      <PageHead level={2} title={text.said} />
      <p className="objection-words">{view.text}</p>
      {use === undefined ? null : <Use use={use} about={item.about} />}
      <div className="grant-parts">
        {view.decision === undefined ? null : <Answer title={text.answered} decision={view.decision} />}
        {view.review === undefined ? null : <Answer title={text.reviewed} decision={view.review} />}
      </div>
      <PageHead level={2} title={text.history} />
      <History events={view.events} />
      {asking === undefined ? null : (
        <AnswerDialog
          view={view}
          action={asking}
          doing={acting}
          onDo={act}
          onClose={() => {
            acting.reset();
            setAsking(undefined);
          }}
        />
      )}
    </>
  );
}
