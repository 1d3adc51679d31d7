import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PortalForm, RunView } from '../../../../server/api/portal.ts';
import { isUnanswered, RequestError } from '../../client/request.ts';
import { createKeyHolder, type KeyShelf } from './client-key.ts';
import { serverFlaws, type ServerFlaws } from './server-flaws.ts';

export type SubmitState =
  | { readonly kind: 'idle' | 'busy' | 'lost' }
  /** The server is still loading sample data; the same submit is sent again by itself. */
  | { readonly kind: 'loading'; readonly percent: number; readonly seconds: number }
  | { readonly kind: 'refused'; readonly error: RequestError; readonly flaws: ServerFlaws };

interface Use<Body> {
  readonly state: SubmitState;
  readonly submit: (body: Body) => Promise<void>;
  readonly reset: () => void;
}

function isLost(error: unknown): boolean {
  return isUnanswered(error) && error instanceof RequestError && error.problem.code !== 'SCN_RUN_DATA_MISSING';
}

/** How far the data are and when to ask again; undefined for every other error. */
export function loadingOf(error: unknown): { readonly percent: number; readonly seconds: number } | undefined {
  if (!(error instanceof RequestError) || error.problem.code !== 'SCN_RUN_DATA_LOADING') return undefined;
  const { percent, seconds } = error.problem.details ?? {};
  return { percent: typeof percent === 'number' ? percent : 0, seconds: typeof seconds === 'number' ? seconds : 2 };
}

/**
 * One submit with a client key: a repeat after a lost answer carries the same key, so the server answers it with the
 * same run; so does a repeat from the page opened again after the battery died. A lost one is sent again by itself when the network returns.
 */
export function useSubmit<Body, View = RunView>(form: PortalForm | undefined, send: (clientKey: string, body: Body) => Promise<View>, done: (view: View) => void, shelf: KeyShelf): Use<Body> {
  const [state, setState] = useState<SubmitState>({ kind: 'idle' });
  const [keys] = useState(() => createKeyHolder(undefined, shelf));
  const pending = useRef<Body | undefined>(undefined);
  const busy = useRef(false);
  const submit = async (body: Body) => {
    if (busy.current) return;
    busy.current = true;
    pending.current = body;
    setState({ kind: 'busy' });
    try {
      const view = await send(keys.keyFor(body), body);
      pending.current = undefined;
      shelf.drop();
      setState({ kind: 'idle' });
      done(view);
    } catch (error) {
      const loading = loadingOf(error);
      if (loading) setState({ kind: 'loading', ...loading });
      else if (isLost(error)) setState({ kind: 'lost' });
      else {
        keys.spent();
        pending.current = undefined;
        setState(refusedBy(error, form));
      }
    } finally {
      busy.current = false;
    }
  };
  const retry = useEffectEvent(() => {
    if (pending.current !== undefined) void submit(pending.current);
  });
  useEffect(() => {
    const online = () => retry();
    window.addEventListener('online', online);
    return () => window.removeEventListener('online', online);
  }, []);
  useEffect(() => {
    if (state.kind !== 'loading') return undefined;
    const timer = setTimeout(() => retry(), state.seconds * 1000);
    return () => clearTimeout(timer);
  }, [state]);
  return { state, submit, reset: () => { pending.current = undefined; setState({ kind: 'idle' }); } };
}

function refusedBy(error: unknown, form: PortalForm | undefined): SubmitState {
  const refused = error instanceof RequestError ? error : new RequestError({ type: 'about:blank', title: 'Error', status: 500, code: 'SCN_API_UNKNOWN', detail: error instanceof Error ? error.message : String(error) });
  const flaws = serverFlaws(refused.problem, form?.fields ?? []);
  // A refusal that names no field still belongs on top of the form, in its own words.
  return { kind: 'refused', error: refused, flaws: flaws.flaws.length + flaws.rest.length > 0 ? flaws : { flaws: [], rest: [refused.problem.detail] } };
}
