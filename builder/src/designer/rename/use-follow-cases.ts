import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CaseFile } from '../../../../runtime/schema/case.ts';
import type { Draft } from '../../../../server/api/scenario.ts';
import { RequestError } from '../../client/answer-problem.ts';
import { request } from '../../client/request.ts';
import { editsFor, type Change } from '../document/change.ts';
import { applyEdits } from '../document/edit.ts';
import { useDocumentBinding } from '../document/document-context.tsx';
import { useTexts } from '../../text/locale.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSaveCases } from '../pages/shared/use-cases.ts';
import { renameTexts } from './rename-text.ts';

/** Changes to the cases for one way of a rename; worked out on the cases as they are at that moment. */
export type CaseRename = (file: CaseFile) => readonly Change[];

/** Lets the cases follow a rename that was just done, and follow it again when it is undone or redone. */
export function useFollowCases(): (there: CaseRename, back: CaseRename) => void {
  const { id, store } = useDocumentBinding();
  const save = useSaveCases(id);
  const client = useQueryClient();
  const toast = useToast();
  const text = useTexts(renameTexts);
  const { mutateAsync } = save;
  return useCallback((there, back) => {
    const step = store.get().history.past.at(-1);
    if (step === undefined) return;
    let done = true;
    const put = async (rename: CaseRename): Promise<void> => {
      try {
        const draft = await client.fetchQuery<Draft>({ queryKey: ['cases', id], queryFn: ({ signal }) => request<Draft>(`/api/scenarios/${id}`, { signal }), staleTime: 0 });
        const changes = rename(draft.cases);
        if (changes.length > 0) await mutateAsync({ cases: applyEdits(draft.cases, editsFor(draft.cases, changes)), baseVersion: draft.casesVersion });
      } catch (error) {
        toast({ tone: 'err', stays: true, text: text.casesKept(error instanceof RequestError ? error.problem.detail : String(error)) });
      }
    };
    let last = put(there);
    store.subscribe(() => {
      const { past, future } = store.get().history;
      const isDone = past.includes(step) ? true : future.includes(step) ? false : done;
      if (isDone === done) return;
      done = isDone;
      last = last.then(() => put(isDone ? there : back));
    });
  }, [store, client, id, mutateAsync, toast, text]);
}
