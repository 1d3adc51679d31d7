import { useId, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ChevronLeft } from 'lucide-react';
import type { NoticeSettings } from '../../../../server/api/notices.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { useApi, useRead } from '../client/use-api.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { AddressField } from './address-field.tsx';
import { noticeTexts } from './text.ts';
import '../style/lists.css';
import '../style/people.css';

const KINDS = ['deadline', 'message'] as const;
type Kind = (typeof KINDS)[number];

const toggled = (kinds: readonly Kind[], kind: Kind): Kind[] => (kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind]);

interface Flaws {
  readonly mail?: string;
  readonly webhook?: string;
}

/** What of the addresses is wrong or missing, in words. */
function useFlaws() {
  const t = useTexts(noticeTexts);
  return (mail: string, mailFor: readonly Kind[], webhook: string, webhookFor: readonly Kind[]): Flaws => {
    const badMail = mail === '' ? (mailFor.length > 0 ? t.needMail : undefined) : /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(mail) ? undefined : t.badMail;
    const badWebhook = webhook === '' ? (webhookFor.length > 0 ? t.needWebhook : undefined) : webhook.startsWith('https://') && URL.canParse(webhook) ? undefined : t.badWebhook;
    return { ...(badMail === undefined ? {} : { mail: badMail }), ...(badWebhook === undefined ? {} : { webhook: badWebhook }) };
  };
}

/** The secret of a new webhook, told once. */
function Secret({ secret }: { readonly secret: string }) {
  const t = useTexts(noticeTexts);
  const id = useId();
  const [copied, setCopied] = useState(false);
  return (
    <div className="note warn">
      <div className="grow">
        <label htmlFor={id}><b>{t.secret}</b></label>
        <div className="secret"><input id={id} readOnly value={secret} onFocus={(event) => event.target.select()} /><button type="button" className="chip" onClick={() => void copyText(secret).then(setCopied)}>{t.copySecret}</button></div>
        <p aria-live="polite">{copied ? t.copied : ''}</p>
      </div>
    </div>
  );
}

function SettingsForm({ saved, onReload }: { readonly saved: NoticeSettings; readonly onReload: () => void }) {
  const t = useTexts(noticeTexts);
  const api = useApi();
  const queries = useQueryClient();
  const { locale } = useLocale();
  const [mail, setMail] = useState(saved.mail ?? '');
  const [webhook, setWebhook] = useState(saved.webhook ?? '');
  const [mailFor, setMailFor] = useState<readonly Kind[]>(saved.mailFor);
  const [webhookFor, setWebhookFor] = useState<readonly Kind[]>(saved.webhookFor);
  const [flaws, setFlaws] = useState<Flaws>({});
  const flawsOf = useFlaws();
  const [address, url] = [mail.trim(), webhook.trim()];
  const save = useMutation({
    mutationFn: () => api.saveNoticeSettings({ ...(address === '' ? {} : { mail: address }), mailFor: [...mailFor], ...(url === '' ? {} : { webhook: url }), webhookFor: [...webhookFor], baseVersion: saved.version }),
    onSuccess: ({ settings }) => queries.setQueryData(['notice-settings', locale], settings),
  });
  const act = () => {
    const found = flawsOf(address, mailFor, url, webhookFor);
    setFlaws(found);
    if (Object.keys(found).length === 0 && !save.isPending) save.mutate();
  };
  const words = { deadline: t.deadline, message: t.message };
  return (
    <form className="away" onSubmit={(event) => { event.preventDefault(); act(); }} noValidate>
      <table className="notice-kinds" aria-label={t.settingsTitle}>
        <thead><tr><th scope="col">{t.what}</th><th scope="col">{t.inApp}</th><th scope="col">{t.mail}</th><th scope="col">{t.webhook}</th></tr></thead>
        <tbody>
          {KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row">{words[kind]}</th>
              <td className="mut">{t.always}</td>
              <td><label><input type="checkbox" aria-label={`${words[kind]}: ${t.mail}`} checked={mailFor.includes(kind)} onChange={() => setMailFor(toggled(mailFor, kind))} /></label></td>
              <td><label><input type="checkbox" aria-label={`${words[kind]}: ${t.webhook}`} checked={webhookFor.includes(kind)} onChange={() => setWebhookFor(toggled(webhookFor, kind))} /></label></td>
            </tr>
          ))}
        </tbody>
      </table>
      <AddressField channel="mail" label={t.mailAddress} hint={t.mailHint} type="email" value={mail} onChange={setMail} flaw={flaws.mail} ready={address !== '' && address === saved.mail} />
      <AddressField channel="webhook" label={t.webhookAddress} hint={saved.secretSet ? `${t.webhookHint} ${t.secretSet}` : t.webhookHint} type="url" value={webhook} onChange={setWebhook} flaw={flaws.webhook} ready={url !== '' && url === saved.webhook} />
      {save.data?.secret === undefined ? null : <Secret secret={save.data.secret} />}
      {save.isError ? <><Trouble error={save.error} /><button type="button" className="link" onClick={onReload}>{t.reload}</button></> : null}
      <button type="submit" className="big" aria-disabled={save.isPending}>{t.save}</button>
      <p aria-live="polite" className="mut">{save.isSuccess ? t.saved : ''}</p>
    </form>
  );
}

/** Which notices come by mail or webhook too, where to, and a trial of each. */
export function NoticeSettingsPage() {
  const t = useTexts(noticeTexts);
  const [round, setRound] = useState(0);
  const settings = useRead(['notice-settings'], (api) => api.noticeSettings());
  const reload = () => void settings.refetch().then(() => setRound(round + 1));
  return (
    <div className="wrap list-page">
      <Link className="back" href="/notices"><ChevronLeft className="i s" aria-hidden="true" />{t.title}</Link>
      <PageHeading>{t.settingsTitle}</PageHeading>
      <p className="ink2">{t.settingsIntro}</p>
      {settings.isPending ? <Loading /> : null}
      {settings.isError && !settings.data ? <Trouble error={settings.error} onRetry={reload} /> : null}
      {settings.data ? <SettingsForm key={round} saved={settings.data} onReload={reload} /> : null}
    </div>
  );
}
