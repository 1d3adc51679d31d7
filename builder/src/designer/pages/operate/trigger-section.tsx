import { useMutation } from '@tanstack/react-query';
import { CalendarClock, CircleCheck, CirclePause, Database, Webhook, Zap } from 'lucide-react';
import { useState } from 'react';
import type { TriggerItem } from '../../../../../server/api/triggers.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useCan } from '../../app/session.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { operateTexts } from './operate-text.ts';
import { useAgain, useTriggers } from './use-operate.ts';

const SIGNS = { schedule: CalendarClock, row: Database, webhook: Webhook } as const;

interface MadeSecret {
  readonly path: string;
  readonly secret: string;
  readonly until?: string;
}

function When({ item }: { readonly item: TriggerItem }) {
  const text = useTexts(operateTexts);
  const { locale } = useLocale();
  if (item.kind === 'schedule') {
    return (
      <>
        <code>{item.cron}</code>
        <em>{text.next((item.next ?? []).map((time) => stampText(time, locale, item.zone)).join(' · '))}</em>
        {item.last === undefined ? null : <em>{text.last(stampText(item.last, locale, item.zone))}</em>}
      </>
    );
  }
  if (item.kind === 'row') {
    return (
      <>
        <code>{item.dataset}</code>
        <em>{item.on === 'changed' ? text.changed : item.on === 'both' ? text.both : text.inserted}</em>
      </>
    );
  }
  return item.hook === undefined ? text.noSecret : <code>{item.hook.path}</code>;
}

function TriggerRow({ scenario, item, onMade }: { readonly scenario: string; readonly item: TriggerItem; readonly onMade: (made: MadeSecret) => void }) {
  const text = useTexts(operateTexts);
  const { locale } = useLocale();
  const admin = useCan().house;
  const toast = useToast();
  const again = useAgain(scenario);
  const refused = (error: unknown): void => toast({ text: error instanceof Error ? error.message : String(error) });
  const pause = useMutation({ mutationFn: (paused: boolean) => request(`/api/scenarios/${scenario}/triggers/pause`, { method: 'POST', body: { source: item.source, paused } }), onSettled: again, onError: refused });
  const rotate = useMutation({ mutationFn: () => request<MadeSecret>(`/api/scenarios/${scenario}/triggers/secret`, { method: 'POST', body: { source: item.source } }), onSuccess: onMade, onSettled: again, onError: refused });
  const Sign = SIGNS[item.kind];
  const State = item.paused === undefined ? CircleCheck : CirclePause;
  return (
    <GridRow>
      <th scope="row">
        <span className="state-word">
          <Sign size={14} aria-hidden="true" />
          {item.title}
        </span>
        <em>{item.source}</em>
      </th>
      <td><When item={item} /></td>
      <td>
        <span className="state-word" data-tone={item.paused === undefined ? 'ok' : 'warn'}>
          <State size={14} aria-hidden="true" />
          {item.paused === undefined ? text.on : text.paused(item.paused.byName ?? item.paused.by, stampText(item.paused.at, locale))}
        </span>
      </td>
      <td>
        {admin ? (
          <span className="operate-acts">
            <Button size="small" busy={pause.isPending} onPress={() => pause.mutate(item.paused === undefined)}>
              {item.paused === undefined ? text.pause : text.resume}
            </Button>
            {item.kind === 'webhook' ? (
              <Button size="small" busy={rotate.isPending} onPress={() => rotate.mutate()}>
                {item.hook === undefined ? text.makeSecret : text.newSecret}
              </Button>
            ) : null}
          </span>
        ) : null}
      </td>
    </GridRow>
  );
}

function SecretDialog({ made, onClose }: { readonly made: MadeSecret; readonly onClose: () => void }) {
  const text = useTexts(operateTexts);
  const { locale } = useLocale();
  return (
    <Dialog title={text.secretTitle} open dismissable={false} onClose={onClose} actions={<Button look="primary" onPress={onClose}>{text.done}</Button>}>
      <div className="form-stack">
        <p>
          {text.secretText} {made.until === undefined ? null : text.secretUntil(stampText(made.until, locale))}
        </p>
        <TextField label={text.address} mono isReadOnly value={`${location.origin}${made.path}`} />
        <TextField label={text.secret} mono isReadOnly value={made.secret} />
      </div>
    </Dialog>
  );
}

/** The starts that begin by themselves: when, whether, and for webhooks where and with which secret. */
export function TriggerSection({ id }: { readonly id: string }) {
  const text = useTexts(operateTexts);
  const triggers = useTriggers(id);
  const [made, setMade] = useState<MadeSecret>();
  const empty = (
    <EmptyState icon={<Zap size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noTriggers}>
      {text.noTriggersText}
    </EmptyState>
  );
  return (
    <section>
      <PageHead level={2} title={text.triggers} note={text.triggersNote} />
      <ReadTable read={triggers} heads={[text.source, text.when, text.state, text.act]} empty={empty} renderRow={(item) => <TriggerRow key={item.source} scenario={id} item={item} onMade={setMade} />} />
      {made === undefined ? null : <SecretDialog made={made} onClose={() => setMade(undefined)} />}
    </section>
  );
}
