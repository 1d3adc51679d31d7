import { useState } from 'react';
import type { GrantAction, GrantActionWanted, GrantGiven, GrantView } from '../../../../../server/api/sharing.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { ErrorState, Skeleton } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead } from '../shared/list-page.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { GrantState } from './grant-state.tsx';
import { sharingTexts } from './sharing-text.ts';
import { useGrant, useGrantAction } from './use-sharing.ts';

/** Steps that need no more than a click. */
const PLAIN: ReadonlySet<GrantAction> = new Set(['submit', 'pass', 'agree-renewal']);
const CHIEF: ReadonlySet<GrantAction> = new Set(['submit', 'pass', 'agree', 'agree-renewal', 'overrule']);
const HARD: ReadonlySet<GrantAction> = new Set(['refuse', 'revoke', 'uphold', 'refuse-renewal']);

function Part({ title, part, view }: { readonly title: string; readonly part: GrantGiven; readonly view: GrantView }) {
  const text = useTexts(sharingTexts);
  const titles = new Map(view.fields.map((field) => [field.id, field.title]));
  return (
    <section className="grant-part">
      <h2>{title}</h2>
      <dl className="fact-grid">
        <dt>{text.columns}</dt>
        <dd>
          <span className="grant-chips">
            {part.fields.map(({ id, as }) => (
              <Chip key={id}>
                {titles.get(id) ?? id} · {text[`as_${as}`]}
              </Chip>
            ))}
          </span>
        </dd>
        <dt>{text.rowRule}</dt>
        <dd>{part.rows === undefined ? text.allRows : <code>{part.rows}</code>}</dd>
        <dt>{text.period}</dt>
        <dd>
          {part.from} – {part.until}
        </dd>
      </dl>
    </section>
  );
}

function History({ view }: { readonly view: GrantView }) {
  const text = useTexts(sharingTexts);
  const { locale } = useLocale();
  const words: Readonly<Record<string, string>> = { create: text.ev_create, overdue: text.ev_overdue, supersede: text.ev_supersede, expire: text.ev_expire, objection: text.ev_objection, moved: text.ev_moved, gone: text.ev_gone };
  return (
    <ol className="grant-events">
      {view.events.map((event) => (
        <li key={`${event.at} ${event.action}`}>
          <time dateTime={event.at}>{stampText(event.at, locale)}</time>
          <span>{words[event.action] ?? text[`do_${event.action as GrantAction}`]}</span>
          <span className="ui-quiet">{event.by === 'system' ? text.system : event.byName}</span>
          {event.objection === undefined ? null : <span>{text.objectionUpheld(event.objection)}</span>}
          {event.reason === undefined || event.action === 'supersede' ? null : <q>{event.reason}</q>}
        </li>
      ))}
    </ol>
  );
}

function Notes({ view }: { readonly view: GrantView }) {
  const text = useTexts(sharingTexts);
  const { locale } = useLocale();
  const { item, surplus, limit, waits } = view;
  const isOpen = item.status === 'draft' || item.status === 'checking' || item.status === 'returned';
  return (
    <>
      {limit === undefined ? null : <p className="ui-quiet grant-note">{text.limit(limit.days, limit.source)}</p>}
      {waits === undefined ? null : waits.people.length === 0 ? <p className="note-bar" data-tone="warn">{waits.party === 'owner' ? text.nobodyAnswers : text.nobodyChecks}</p> : <p className="ui-quiet grant-note">{[text.waitsFor(waits.people.join(locale === 'en' ? ', ' : '、')), ...(waits.instead === undefined ? [] : [text[`instead_${waits.instead}`]])].join(' ')}</p>}
      {isOpen && surplus.length > 0 ? (
        <p className="note-bar" data-tone="warn">
          {text.surplus(surplus.join(', '))}
        </p>
      ) : null}
      {item.renewal === undefined ? null : <p className="note-bar">{text.renewalAsked(item.renewal.until, item.renewal.reason)}</p>}
    </>
  );
}

/** One grant from the application to its end, with what the reader may do now. */
export function GrantDetail({ id }: { readonly id: string }) {
  const text = useTexts(sharingTexts);
  const read = useGrant(id);
  const acting = useGrantAction(id);
  const toast = useToast();
  const [deciding, setDeciding] = useState<GrantAction>();
  if (read.data === undefined) return read.isError ? <ErrorState error={read.error} onRetry={() => void read.refetch()} /> : <Skeleton rows={5} height={44} />;
  const view = read.data;
  const { item, asked, given, actions, version } = view;
  const act = (wanted: Omit<GrantActionWanted, 'baseVersion'>): void =>
    acting.mutate({ ...wanted, baseVersion: version }, {
      onSuccess: () => {
        setDeciding(undefined);
        toast({ text: `${text[`do_${wanted.action}`]} · ${text.done}` });
      },
    });
  return (
    <>
      <PageHead title={item.datasetTitle} note={`${item.scenarioTitle} · ${item.applicant.name} → ${item.owner.name}`}>
        <GrantState item={item} />
      </PageHead>
      <Notes view={view} />
      <div className="grant-acts">
        {actions.map((action) => (
          <Button key={action} look={HARD.has(action) ? 'danger' : CHIEF.has(action) ? 'primary' : 'default'} busy={acting.isPending && acting.variables.action === action} onPress={() => (PLAIN.has(action) ? act({ action }) : setDeciding(action))}>
            {text[`do_${action}`]}
          </Button>
        ))}
      </div>
      {acting.isError && deciding === undefined ? <ErrorState error={acting.error} onRetry={() => void read.refetch()} /> : null}
      <dl className="fact-grid sharing-facts">
        <dt>{text.purpose}</dt>
        <dd>{asked.purpose}</dd>
        <dt>{text.legal}</dt>
        <dd>{asked.basis}</dd>
        {given === undefined ? null : (
          <>
            <dt>{text.lastRead}</dt>
            <dd>{text.reads(view.reads)}</dd>
          </>
        )}
      </dl>
      <div className="grant-parts">
        <Part title={text.asked} part={asked} view={view} />
        {given === undefined ? null : <Part title={text.given} part={given} view={view} />}
      </div>
      <PageHead level={2} title={text.history} />
      <History view={view} />
      {deciding === undefined ? null : <DecideDialog view={view} action={deciding} doing={acting} onClose={() => { acting.reset(); setDeciding(undefined); }} onDo={act} />}
    </>
  );
}
