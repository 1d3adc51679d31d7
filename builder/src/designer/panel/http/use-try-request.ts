import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TryRequestAnswer } from '../../../../../server/api/scenario.ts';
import { request } from '../../../client/request.ts';
import { useDocument } from '../../document/document-context.tsx';
import { pathsOf, scopeJson, type TriedValues } from '../../formula/try-formula.ts';
import { useTrial, type Trial } from '../../formula/try-strip.tsx';
import { useDesk } from '../entry-desk.tsx';

function formulasIn(config: Readonly<Record<string, unknown>>): readonly string[] {
  return ['path', 'body', 'query', 'headers', 'params'].flatMap((key) => {
    const value = config[key];
    return typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).filter((one): one is string => typeof one === 'string') : [];
  });
}

export interface TryRequest {
  /** Paths whose values the question reads. */
  readonly paths: readonly string[];
  readonly trial: Trial;
  readonly answer: TryRequestAnswer | undefined;
  readonly error: unknown;
  readonly sending: boolean;
  readonly send: () => void;
}

/** Asks the far side with the step as it stands now and the values of the last test run, or typed ones. */
export function useTryRequest(): TryRequest {
  const desk = useDesk();
  const { id, scenario } = useDocument();
  const trial = useTrial(desk.scope);
  const { config } = desk.node;
  const paths = useMemo(() => [...new Set(formulasIn(config).flatMap((source) => pathsOf(source, 'expression', desk.scope) ?? []))], [config, desk.scope]);
  const sent = useMutation({
    mutationFn: (typed: TriedValues) => {
      // Results and paging may read names, too; only those that are written anywhere go along.
      const written = JSON.stringify(config);
      const names = Object.keys(desk.scope.names).filter((name) => written.includes(name));
      const values = scopeJson(desk.scope, typed);
      const pick = (from: Readonly<Record<string, unknown>>) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
      return request<TryRequestAnswer>(`/api/scenarios/${id}/try-request`, { method: 'POST', body: { scenario, flow: desk.flow, node: desk.id, values: pick(values), names: pick(desk.scope.names) } });
    },
  });
  return { paths, trial, answer: sent.data, error: sent.error, sending: sent.isPending, send: () => sent.mutate(trial.typed) };
}
