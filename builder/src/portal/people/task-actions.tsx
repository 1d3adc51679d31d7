import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { CornerUpLeft, Forward, Send, Stamp } from 'lucide-react';
import type { PersonChoice } from '../../../../server/api/people.ts';
import type { RunView, TaskView } from '../../../../server/api/portal.ts';
import { useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { ActionDialog, refusalWords, WordsField } from './action-dialog.tsx';
import { PeoplePicker } from './people-picker.tsx';
import { peopleTexts } from './text.ts';

type Kind = 'handOver' | 'addSigner' | 'copy' | 'returnBack';

/** Asks what an action needs, sends it, and says what is missing or why it was refused; what was typed stays. */
function ActionAsk({ kind, view, onClose, onDone }: { readonly kind: Kind; readonly view: TaskView; readonly onClose: () => void; readonly onDone: () => void }) {
  const t = useTexts(peopleTexts);
  const api = useApi();
  const { id } = view.task;
  const steps = view.actions.returnTo;
  const [people, setPeople] = useState<readonly PersonChoice[]>([]);
  const [where, setWhere] = useState<'before' | 'after'>('before');
  const [step, setStep] = useState(steps.length === 1 ? (steps[0]?.node ?? '') : '');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState<string>();
  const ids = people.map((person) => person.id);
  const send = useMutation<RunView>({
    mutationFn: () => {
      if (kind === 'handOver') return api.handOver(id, { to: ids[0] ?? '', reason });
      if (kind === 'addSigner') return api.addSigners(id, { people: ids, where, reason });
      if (kind === 'returnBack') return api.sendBack(id, { to: step, reason });
      return api.sendCopies(id, { people: ids, ...(reason.trim() === '' ? {} : { reason }) });
    },
    onSuccess: onDone,
  });
  const act = () => {
    const lacks = kind !== 'returnBack' && ids.length === 0 ? t.needPeople : kind === 'returnBack' && step === '' ? t.needStep : kind !== 'copy' && reason.trim() === '' ? t.needReason : undefined;
    setMissing(lacks);
    if (lacks === undefined) send.mutate();
  };
  const words = {
    handOver: { title: t.handOverTitle, hint: t.handOverHint }, addSigner: { title: t.addSignerTitle }, copy: { title: t.copyTitle, hint: t.copyHint }, returnBack: { title: t.returnTitle, hint: t.returnHint },
  }[kind];
  return (
    <ActionDialog {...words} act={t[kind]} busy={send.isPending} problem={missing ?? refusalWords(send.error)} onAct={act} onClose={onClose}>
      {kind === 'returnBack' ? (
        <fieldset className="ask-field">
          <legend>{t.returnTo}</legend>
          {steps.map(({ node, title }) => <label key={node} className="ask-choice"><input type="radio" name="step" checked={step === node} onChange={() => setStep(node)} />{title}</label>)}
        </fieldset>
      ) : <PeoplePicker label={kind === 'handOver' ? t.person : t.people} purpose={kind} task={id} several={kind !== 'handOver'} chosen={people} onChange={setPeople} />}
      {kind === 'addSigner' ? (
        <fieldset className="ask-field">
          <legend>{t.where}</legend>
          {(['before', 'after'] as const).map((one) => <label key={one} className="ask-choice"><input type="radio" name="where" checked={where === one} onChange={() => setWhere(one)} />{t[one]}</label>)}
        </fieldset>
      ) : null}
      <WordsField label={kind === 'copy' ? `${t.note}${t.optional}` : t.reason} hint={t.reasonHint} value={reason} onChange={setReason} />
    </ActionDialog>
  );
}

const ICONS = { handOver: Forward, addSigner: Stamp, copy: Send, returnBack: CornerUpLeft };

/** What one may do with a task besides deciding it. */
export function TaskActions({ view }: { readonly view: TaskView }) {
  const t = useTexts(peopleTexts);
  const queries = useQueryClient();
  const [, go] = useLocation();
  const [open, setOpen] = useState<Kind>();
  const [said, setSaid] = useState('');
  const { actions } = view;
  const kinds: readonly Kind[] = [...(actions.handOver ? (['handOver'] as const) : []), ...(actions.addSigner ? (['addSigner'] as const) : []), ...(actions.returnTo.length > 0 ? (['returnBack'] as const) : []), ...(actions.copy ? (['copy'] as const) : [])];
  const done = (kind: Kind) => () => {
    setOpen(undefined);
    setSaid(t.done(t[kind]));
    const leaves = kind === 'handOver' || kind === 'returnBack';
    if (leaves) go('/tasks', { replace: true });
    void queries.invalidateQueries(leaves ? { predicate: ({ queryKey: [what, id] }) => !(what === 'task' && id === view.task.id) } : {});
  };
  if (kinds.length === 0) return null;
  return (
    <section className="task-actions" aria-labelledby="task-actions">
      <h2 id="task-actions">{t.more}</h2>
      <div>
        {kinds.map((kind) => {
          const Icon = ICONS[kind];
          return <button key={kind} type="button" onClick={() => setOpen(kind)}><Icon className="i s" aria-hidden="true" />{t[kind]}</button>;
        })}
      </div>
      <p aria-live="polite" className="mut">{said}</p>
      {open === undefined ? null : <ActionAsk kind={open} view={view} onClose={() => setOpen(undefined)} onDone={done(open)} />}
    </section>
  );
}
