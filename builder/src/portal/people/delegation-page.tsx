import { useId, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Delegations, PersonChoice } from '../../../../server/api/people.ts';
import { listed } from '../../text/listed.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi, useRead } from '../client/use-api.ts';
import { formatDay } from '../format/dates.ts';
import { useNow } from '../format/use-now.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { refusalWords } from './action-dialog.tsx';
import { PeoplePicker } from './people-picker.tsx';
import { peopleTexts } from './text.ts';
import '../style/lists.css';
import '../style/people.css';

const DAY_MS = 86_400_000;
/** Days are days of the country. */
const startOf = (day: string) => `${day}T00:00:00+08:00`;
const endOf = (day: string) => new Date(Date.parse(startOf(day)) + DAY_MS).toISOString();

function useSaved() {
  const queries = useQueryClient();
  const { locale } = useLocale();
  return (answer: Delegations) => queries.setQueryData(['delegations', locale], answer);
}

function NewDelegation() {
  const t = useTexts(peopleTexts);
  const api = useApi();
  const saved = useSaved();
  const apps = useRead(['apps'], (one) => one.apps());
  const id = useId();
  const [people, setPeople] = useState<readonly PersonChoice[]>([]);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [missing, setMissing] = useState<string>();
  const save = useMutation({
    mutationFn: () => api.addDelegation({ to: people[0]?.id ?? '', from: startOf(from), until: endOf(until), apps: [...chosen] }),
    onSuccess: (answer) => {
      saved(answer);
      setPeople([]);
    },
  });
  const act = () => {
    const lacks = people.length === 0 ? t.needPeople : from === '' || until === '' || until < from ? t.needDates : undefined;
    setMissing(lacks);
    if (lacks === undefined && !save.isPending) save.mutate();
  };
  const problem = missing ?? refusalWords(save.error);
  return (
    <form className="away" onSubmit={(event) => { event.preventDefault(); act(); }} noValidate>
      <PeoplePicker label={t.delegationTo} purpose="delegate" chosen={people} onChange={setPeople} />
      <div className="away-days">
        <div className="ask-field"><label htmlFor={`${id}-f`}>{t.delegationFrom}</label><input id={`${id}-f`} type="date" value={from} onChange={(event) => setFrom(event.target.value)} /></div>
        <div className="ask-field"><label htmlFor={`${id}-u`}>{t.delegationUntil}</label><input id={`${id}-u`} type="date" value={until} onChange={(event) => setUntil(event.target.value)} /></div>
      </div>
      <fieldset className="ask-field">
        <legend>{t.delegationApps}</legend>
        <label className="ask-choice"><input type="checkbox" checked={chosen.length === 0} onChange={() => setChosen([])} />{t.delegationAll}</label>
        {(apps.data?.items ?? []).map((app) => (
          <label key={app.id} className="ask-choice"><input type="checkbox" checked={chosen.includes(app.id)} onChange={(event) => setChosen(event.target.checked ? [...chosen, app.id] : chosen.filter((one) => one !== app.id))} />{app.title}</label>
        ))}
      </fieldset>
      <div aria-live="assertive">{problem === undefined ? null : <p className="note err">{problem}</p>}</div>
      <button type="submit" className="big" aria-disabled={save.isPending}>{t.delegationSave}</button>
      <p aria-live="polite" className="mut">{save.isSuccess ? t.delegationSaved : ''}</p>
    </form>
  );
}

/** Who acts for the reader while they are away, and for whom the reader acts. */
export function DelegationPage() {
  const t = useTexts(peopleTexts);
  const api = useApi();
  const saved = useSaved();
  const { locale } = useLocale();
  const now = useNow();
  const all = useRead(['delegations'], (one) => one.delegations());
  const end = useMutation({ mutationFn: (id: string) => api.endDelegation(id), onSuccess: saved });
  const day = (at: string, before = 0) => formatDay(new Date(Date.parse(at) - before).toISOString(), locale, now);
  return (
    <div className="wrap list-page">
      <PageHeading>{t.delegation}</PageHeading>
      <p className="ink2">{t.delegationIntro}</p>
      {all.isPending ? <Loading /> : null}
      {all.isError ? <Trouble error={all.error} onRetry={() => void all.refetch()} /> : null}
      {all.data ? (
        <section>
          <h2>{t.delegationYours}</h2>
          {all.data.items.length === 0 ? <p className="mut">{t.delegationNone}</p> : null}
          <ul className="away-list">
            {all.data.items.map((entry) => (
              <li key={entry.id}><span>{t.delegationLine(entry.toName, day(entry.from), day(entry.until, 1))}</span><button type="button" className="link" aria-label={t.delegationEnds(entry.toName)} onClick={() => end.mutate(entry.id)}>{t.delegationEnd}</button></li>
            ))}
          </ul>
        </section>
      ) : null}
      {all.data && all.data.forMe.length > 0 ? (
        <section>
          <h2>{t.delegationForMe}</h2>
          <ul className="away-list">{all.data.forMe.map(({ name, apps }) => <li key={name}>{t.delegationForLine(name, apps.length === 0 ? t.delegationAll : listed(apps, locale))}</li>)}</ul>
        </section>
      ) : null}
      <NewDelegation />
    </div>
  );
}
