import { useMutation, useQuery, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { Reviewers, ReviewView } from '../../../../server/api/versions.ts';
import { request, RequestError } from '../../client/request.ts';

const EVERY_MS = 15_000;

/** The review of a draft with its comments; read again while the page is looked at. */
export function useReview(id: string) {
  return useQuery({ queryKey: ['review', id], queryFn: ({ signal }) => request<ReviewView>(`/api/scenarios/${id}/review`, { signal }), refetchInterval: EVERY_MS, staleTime: 2000 });
}

export function useReviewers(id: string, enabled: boolean) {
  return useQuery({ queryKey: ['reviewers', id], queryFn: ({ signal }) => request<Reviewers>(`/api/scenarios/${id}/reviewers`, { signal }), enabled, staleTime: 30_000 });
}

export interface Deed {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** After `/api/scenarios/<id>/`. */
  readonly path: string;
  readonly body?: unknown;
}

/** One deed about the review; what is shown is read again afterwards, also when it was refused. */
export function useReviewDeed(id: string, done?: () => void): UseMutationResult<unknown, Error, Deed> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Deed) => request<unknown>(`/api/scenarios/${id}/${path}`, { method, ...(body === undefined ? {} : { body }) }),
    onSuccess: () => done?.(),
    onSettled: () => client.invalidateQueries({ queryKey: ['review', id] }),
  });
}

/** What went wrong and what to do, for a line beside the button. */
export function refusalText(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined;
  if (!(error instanceof RequestError)) return error instanceof Error ? error.message : JSON.stringify(error);
  return [error.problem.detail, error.problem.hint].filter((part) => part !== undefined).join(' ');
}
