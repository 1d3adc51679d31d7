import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { PortalForm, RunView } from '../../../../server/api/portal.ts';
import { RequestError } from '../../client/request.ts';
import { createKeyHolder } from './client-key.ts';
import { serverFlaws, type ServerFlaws } from './server-flaws.ts';

export type SubmitState =
  | { readonly kind: 'idle' | 'busy' | 'lost' }
  | { readonly kind: 'refused'; readonly error: RequestError; readonly flaws: ServerFlaws };

interface Use<Body> {
  readonly state: SubmitState;
  readonly submit: (body: Body) => Promise<void>;
  readonly reset: () => void;
}

/** No answer, or an answer that says nothing about the submit itself: the same submit may be sent again. */
export function isLost(error: unknown): boolean {
  return error instanceof RequestError && (error.problem.status === 0 || error.problem.status >= 502);
}

/**
 * One submit with a client key: a repeat after a lost answer carries the same key, so the server answers it with the
 * same run. A lost one is sent again by itself when the network returns.
 */
export function useSubmit<Body>(form: PortalForm | undefined, send: (clientKey: string, body: Body) => Promise<RunView>, done: (view: RunView) => void): Use<Body> {
  const [state, setState] = useState<SubmitState>({ kind: 'idle' });
  const keys = useMemo(() => createKeyHolder(), []);
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
      setState({ kind: 'idle' });
      done(view);
    } catch (error) {
      if (isLost(error)) setState({ kind: 'lost' });
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
    const again = () => retry();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, []);
  return { state, submit, reset: () => { pending.current = undefined; setState({ kind: 'idle' }); } };
}

function refusedBy(error: unknown, form: PortalForm | undefined): SubmitState {
  const refused = error instanceof RequestError ? error : new RequestError({ type: 'about:blank', title: 'Error', status: 500, code: 'SCN_API_UNKNOWN', detail: error instanceof Error ? error.message : String(error) });
  const flaws = serverFlaws(refused.problem, form?.fields ?? []);
  // A refusal that names no field still belongs on top of the form, in its own words.
  return { kind: 'refused', error: refused, flaws: flaws.flaws.length + flaws.rest.length > 0 ? flaws : { flaws: [], rest: [refused.problem.detail] } };
}
