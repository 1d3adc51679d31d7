import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from 'react';
import { CircleAlert, RefreshCw } from 'lucide-react';
import type { ChallengeView, VisitView } from '../../../../server/api/public.ts';
import { RequestError } from '../../client/request.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useApi } from '../client/use-api.ts';
import { Loading } from '../shell/trouble.tsx';
import { PublicTrouble } from './public-trouble.tsx';
import { publicTexts } from './text.ts';

interface Props {
  readonly app: string;
  readonly visit: string | undefined;
  readonly intro?: string;
  readonly onPassed: (visit: VisitView) => void;
}

/** One question at a time, as a picture or in words; a wrong answer brings the next one. */
function useChallenge(app: string) {
  const api = useApi();
  const [way, setWay] = useState<ChallengeView['way']>('picture');
  const [asked, setAsked] = useState<ChallengeView>();
  const [error, setError] = useState<unknown>();
  const ask = (wanted: ChallengeView['way']) => api.challenge(app, wanted).then((next) => {
    setWay(wanted);
    setAsked(next);
  }, (failure: unknown) => {
    setAsked(undefined);
    setError(failure);
  });
  const first = useEffectEvent(() => void ask(way));
  useEffect(() => first(), []);
  return { way, asked, error, setError, ask };
}

/** The answer was wrong, which ends nothing: there is another question. */
const isWrong = (failure: unknown): boolean => failure instanceof RequestError && failure.problem.code === 'SCN_PUBLIC_WRONG';

function Question({ asked, id }: { readonly asked: ChallengeView; readonly id: string }) {
  const t = useTexts(publicTexts);
  if (asked.picture === undefined) return <><label className="q" htmlFor={id}>{asked.question}</label><p id={`${id}-hint`} className="mut">{t.wordsHint}</p></>;
  return <><label className="q" htmlFor={id}>{t.pictureLabel}</label><p id={`${id}-hint`} className="mut">{t.pictureHint}</p><img className="chal-pic" src={asked.picture} width={220} height={72} alt={t.pictureAlt} /></>;
}

/** The question that keeps machines away, with a way that needs no eyes. In the other language there is another one. */
export function Challenge(props: Props) {
  const { locale } = useLocale();
  return <AskedIn key={locale} {...props} />;
}

function AskedIn({ app, visit, intro, onPassed }: Props) {
  const t = useTexts(publicTexts);
  const api = useApi();
  const id = useId();
  const { way, asked, error, setError, ask } = useChallenge(app);
  const [answer, setAnswer] = useState('');
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const turn = async (wanted: ChallengeView['way']) => {
    setAnswer('');
    setError(undefined);
    await ask(wanted);
    input.current?.focus();
  };
  const send = async () => {
    if (busy || !asked) return;
    if (answer.trim() === '') return setError(t.needAnswer);
    setBusy(true);
    try {
      onPassed(await api.openVisit(app, { challenge: asked.id, answer, ...(visit === undefined ? {} : { visit }) }));
    } catch (failure) {
      setAnswer('');
      setError(isWrong(failure) ? (asked.way === 'picture' ? t.wrongPicture : t.wrongWords) : failure);
      await ask(way);
      input.current?.focus();
    } finally {
      setBusy(false);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void send();
  };
  return (
    <section className="chal" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t.challenge}</h2>
      <p className="mut">{intro === undefined ? '' : `${intro} `}{t.challengeWhy}</p>
      {typeof error === 'string' ? <p className="note err" role="alert"><CircleAlert className="i s" aria-hidden="true" />{error}</p> : error === undefined ? null : <PublicTrouble error={error} {...(asked ? {} : { onRetry: () => void turn(way) })} />}
      {asked ? (
        <>
          <Question asked={asked} id={id} />
          <div className="chal-row">
            <input ref={input} id={id} value={answer} autoComplete="off" autoCapitalize="none" spellCheck={false} inputMode={asked.way === 'words' ? 'numeric' : 'text'} maxLength={40} aria-describedby={`${id}-hint`} onChange={(event) => setAnswer(event.target.value)} onKeyDown={onKey} />
            <button type="button" className="big" aria-disabled={busy} onClick={() => void send()}>{busy ? t.checking : t.answer}</button>
          </div>
          <div className="chal-ways">
            <button type="button" className="link" onClick={() => void turn(asked.way === 'picture' ? 'words' : 'picture')}>{asked.way === 'picture' ? t.toWords : t.toPicture}</button>
            <button type="button" className="link" onClick={() => void turn(way)}><RefreshCw className="i s" aria-hidden="true" />{t.another}</button>
          </div>
        </>
      ) : error === undefined ? <Loading /> : null}
    </section>
  );
}
