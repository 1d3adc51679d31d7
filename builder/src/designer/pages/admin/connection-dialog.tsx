import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Connection } from '../../../../../server/api/data.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { adminTexts } from './admin-text.ts';

const ADDRESS = /^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*){0,3}$/;

/** One connection. The secret field starts empty: the server never tells it. */
export function ConnectionDialog({ connection, onClose }: { readonly connection: Connection | undefined; readonly onClose: () => void }) {
  const text = useTexts(adminTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [id, setId] = useState(connection?.id ?? '');
  const [title, setTitle] = useState(connection?.title ?? '');
  const [baseUrl, setBaseUrl] = useState(connection?.baseUrl ?? 'https://');
  const [allow, setAllow] = useState(connection?.allow.join('\n') ?? '');
  const [header, setHeader] = useState(connection?.header ?? '');
  const [secret, setSecret] = useState('');
  const wrong = { id: ADDRESS.test(id) ? undefined : text.connectionIdBad, title: title.trim() === '' ? text.nameEmpty : undefined, baseUrl: /^https?:\/\/[^/\s]+/.test(baseUrl) ? undefined : text.baseUrlBad };
  const save = useMutation({
    mutationFn: () =>
      request<Connection>('/api/connections', {
        method: 'PUT',
        query: { id },
        body: { title: title.trim(), baseUrl, allow: allow.split(/\s+/).filter((line) => line !== ''), ...(header.trim() === '' ? {} : { header: header.trim() }), ...(secret === '' ? {} : { secret }), baseVersion: connection?.version ?? 0 },
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
          <TextField label={text.connectionTitle} value={title} onChange={setTitle} error={say(wrong.title)} />
          <TextField label={text.baseUrl} mono value={baseUrl} onChange={setBaseUrl} error={say(wrong.baseUrl)} />
          <TextArea label={text.allow} hint={text.allowHint} mono value={allow} onChange={setAllow} />
          <TextField label={text.header} hint={text.headerHint} mono value={header} onChange={setHeader} />
          <TextField label={text.secret} hint={connection?.secretSet === true ? text.secretKeep : text.secretNew} type="password" autoComplete="new-password" value={secret} onChange={setSecret} />
        </>
      )}
    </FormDialog>
  );
}
