import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PluginItem } from '../../../../../server/api/plugins.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { stampText } from '../shared/format.ts';
import { pluginTexts } from './plugin-text.ts';
import { PluginPromise } from './plugin-promise.tsx';

/** What a package is and asks for, in plain words; nothing of it runs before the chief button is pressed. */
export function ApprovePluginDialog({ item, given, onClose }: { readonly item: PluginItem; readonly given: NonNullable<PluginItem['waiting']>; readonly onClose: () => void }) {
  const text = useTexts(pluginTexts);
  const { locale } = useLocale();
  const client = useQueryClient();
  const toast = useToast();
  const [trusted, setTrusted] = useState(false);
  const approve = useMutation({
    mutationFn: () => request<PluginItem>('/api/plugins/approve', { method: 'POST', body: { name: item.name, integrity: given.integrity } }),
    onSuccess: async ({ name, version }) => {
      toast({ text: text.approved(name, version) });
      onClose();
      await Promise.all([client.invalidateQueries({ queryKey: ['plugins'] }), client.invalidateQueries({ queryKey: ['node-types'] })]);
    },
  });
  return (
    <FormDialog title={text.approveTitle(item.name)} action={text.approve} saving={approve} onSave={() => approve.mutate()} onClose={onClose} wrong={{ trust: trusted ? undefined : text.trustFirst }}>
      {(say) => (
        <>
          {given.description === '' ? null : <p>{given.description}</p>}
          {given.older ? (
            <p className="note-bar" data-tone="warn">
              {text.olderWarning}
            </p>
          ) : null}
          <section>
            <h3 className="ui-label">{text.asks}</h3>
            <ul className="plugin-scopes">{given.scopes.length === 0 ? <li>{text.noScopes}</li> : given.scopes.map(({ scope, words }) => <li key={scope}>{words[locale]}</li>)}</ul>
          </section>
          <dl className="fact-grid">
            <dt>{text.version}</dt>
            <dd>{item.status === 'waiting' ? given.version : (given.older ? text.downgrade : text.upgrade)(item.version, given.version)}</dd>
            <dt>{text.size}</dt>
            <dd>{text.sizeWords(Math.ceil(given.bytes / 1024), given.files)}</dd>
            <dt>{text.license}</dt>
            <dd>{given.license || text.noLicense}</dd>
            <dt>{text.uploaded}</dt>
            <dd>{text.byAt(given.by, stampText(given.at, locale))}</dd>
            <dt>{text.hash}</dt>
            <dd>
              <code>{given.integrity}</code>
            </dd>
          </dl>
          <p className="ui-quiet">{text.hashHint}</p>
          <PluginPromise />
          <Checkbox value={trusted} onChange={setTrusted}>
            {text.trust}
          </Checkbox>
          {say(trusted ? undefined : text.trustFirst) === undefined ? null : (
            <p className="note-bar" data-tone="err" role="alert">
              {text.trustFirst}
            </p>
          )}
        </>
      )}
    </FormDialog>
  );
}
