import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Connection, ConnectionKind } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { adminTexts } from './admin-text.ts';
import { ConnectionUnits, type ConnectionPlace } from './connection-units.tsx';
import './connections.css';

const ADDRESS = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*){0,3}$/;

const SCHEMES: Readonly<Record<ConnectionKind, RegExp>> = { http: /^https?:\/\/[^/\s]+/, webhook: /^https?:\/\/[^/\s]+/, smtp: /^smtps?:\/\/[^/\s]+/, postgres: /^postgres(ql)?:\/\/[^/\s]+\/[^/\s]+/, mysql: /^mysql:\/\/[^/\s]+\/[^/\s]+/ };
const STARTS: Readonly<Record<ConnectionKind, string>> = { http: 'https://', webhook: 'https://', smtp: 'smtps://', postgres: 'postgres://', mysql: 'mysql://' };

/** One connection. The secret field starts empty: the server never tells it. */
export function ConnectionDialog({ connection, onClose }: { readonly connection: Connection | undefined; readonly onClose: () => void }) {
  const text = useTexts(adminTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [id, setId] = useState(connection?.id ?? '');
  const [place, setPlace] = useState<ConnectionPlace>({ unit: connection?.unit ?? 'home', users: connection?.users ?? [] });
  const [title, setTitle] = useState(connection?.title ?? '');
  const [baseUrl, setBaseUrl] = useState(connection?.baseUrl ?? 'https://');
  const [allow, setAllow] = useState(connection?.allow.join('\n') ?? '');
  const [kind, setKind] = useState<ConnectionKind>(connection?.kind ?? 'http');
  const [user, setUser] = useState(connection?.user ?? '');
  const [from, setFrom] = useState(connection?.from ?? '');
  const [notices, setNotices] = useState(connection?.notices ?? false);
  const [header, setHeader] = useState(connection?.header ?? '');
  const [secret, setSecret] = useState('');
  const [testUrl, setTestUrl] = useState(connection?.testUrl ?? '');
  const [testSecret, setTestSecret] = useState('');
  const isDatabase = kind === 'postgres' || kind === 'mysql';
  const mayTry = kind === 'http' || isDatabase;
  const wrong = { id: ADDRESS.test(id) ? undefined : text.connectionIdBad, title: title.trim() === '' ? text.nameEmpty : undefined, baseUrl: SCHEMES[kind].test(baseUrl) ? undefined : kind === 'smtp' ? text.mailUrlBad : isDatabase ? text.databaseUrlBad : text.baseUrlBad, user: isDatabase && user.trim() === '' ? text.databaseUserEmpty : undefined, from: kind === 'smtp' && !/@/.test(from) ? text.fromBad : undefined, testUrl: !mayTry || testUrl.trim() === '' || SCHEMES[kind].test(testUrl.trim()) ? undefined : isDatabase ? text.databaseUrlBad : text.baseUrlBad };
  const choose = (next: ConnectionKind): void => {
    setKind(next);
    if (connection === undefined && /^[a-z]+:\/\/$/.test(baseUrl)) setBaseUrl(STARTS[next]);
  };
  const mailParts = { ...(user.trim() === '' ? {} : { user: user.trim() }), from: from.trim(), ...(notices ? { notices } : {}) };
  const trialParts = { ...(testUrl.trim() === '' ? {} : { testUrl: testUrl.trim() }), ...(testSecret === '' ? {} : { testSecret }) };
  const save = useMutation({
    mutationFn: () =>
      request<Connection>('/api/connections', {
        method: 'PUT',
        query: { id },
        body: { ...place, kind, title: title.trim(), baseUrl, allow: allow.split(/\s+/).filter((line) => line !== ''), ...(kind === 'http' && header.trim() !== '' ? { header: header.trim() } : {}), ...(kind === 'smtp' ? mailParts : {}), ...(isDatabase ? { user: user.trim() } : {}), ...(mayTry ? trialParts : {}), ...(secret === '' ? {} : { secret }), baseVersion: connection?.version ?? 0 },
      }),
    onSuccess: async (saved) => {
      toast({ text: text.savedConnection(saved.title) });
      onClose();
      await client.invalidateQueries({ queryKey: ['connections'] });
    },
  });
  return (
    <FormDialog title={connection === undefined ? text.addConnection : connection.title} saving={save} onSave={() => save.mutate()} onClose={onClose} wrong={wrong}>
      {(say) => (
        <>
          <TextField label={text.connectionId} hint={text.connectionIdHint} mono value={id} onChange={setId} isDisabled={connection !== undefined} error={say(wrong.id)} />
          <Select label={text.connectionKind} value={kind} options={[{ id: 'http', label: text.kindHttp }, { id: 'webhook', label: text.kindWebhook }, { id: 'smtp', label: text.kindSmtp }, { id: 'postgres', label: 'PostgreSQL' }, { id: 'mysql', label: 'MySQL' }]} onChange={(next) => choose(next as ConnectionKind)} />
          <TextField label={text.connectionTitle} value={title} onChange={setTitle} error={say(wrong.title)} />
          <ConnectionUnits place={place} onChange={setPlace} />
          <TextField label={text.baseUrl} {...(isDatabase ? { hint: text.databaseUrlHint } : {})} mono value={baseUrl} onChange={setBaseUrl} error={say(wrong.baseUrl)} />
          {isDatabase ? <TextField label={text.databaseUser} hint={text.databaseUserHint} autoComplete="off" value={user} onChange={setUser} error={say(wrong.user)} /> : null}
          <TextArea label={text.allow} hint={text.allowHint} mono value={allow} onChange={setAllow} />
          {kind === 'http' ? <TextField label={text.header} hint={text.headerHint} mono value={header} onChange={setHeader} /> : null}
          {kind === 'smtp' ? (
            <>
              <TextField label={text.mailFrom} hint={text.mailFromHint} value={from} onChange={setFrom} error={say(wrong.from)} />
              <TextField label={text.mailUser} autoComplete="off" value={user} onChange={setUser} />
              <Checkbox value={notices} onChange={setNotices}>{text.mailNotices}</Checkbox>
            </>
          ) : null}
          <TextField label={kind === 'webhook' ? text.signingSecret : text.secret} hint={connection?.secretSet === true ? text.secretKeep : text.secretNew} type="password" autoComplete="new-password" value={secret} onChange={setSecret} />
          {mayTry ? (
            <fieldset className="connection-trial">
              <legend>{text.trial}</legend>
              <p className="ui-quiet">{text.trialNote}</p>
              <TextField label={text.testUrl} hint={text.testUrlHint} mono value={testUrl} onChange={setTestUrl} error={say(wrong.testUrl)} />
              <TextField label={text.testSecret} hint={connection?.testSecretSet === true ? text.secretKeep : text.secretNew} type="password" autoComplete="new-password" value={testSecret} onChange={setTestSecret} />
            </fieldset>
          ) : null}
        </>
      )}
    </FormDialog>
  );
}
