import { useEffect, useMemo } from 'react';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Draft } from '../../../../server/api/scenario.ts';
import { freshKey } from '../../client/fresh-key.ts';
import { isUnanswered, request, RequestError } from '../../client/request.ts';
import { createBackups, writeBackup } from '../document/backup.ts';
import { mergeInto } from '../document/merge-into.ts';
import { createSaver, isSessionOver, theirsOf, type SaveAnswer, type Saver, type Theirs } from '../document/save.ts';
import { createDocumentStore, type DocumentStore } from '../document/store.ts';
import { typing } from '../document/typing.ts';
import { keepClashes, readClashes } from '../together/kept-clashes.ts';
import { createTogether } from '../together/together.ts';
import type { TogetherBinding } from '../together/together-context.tsx';
import { useUser } from './session.tsx';

/** The store could not write: it may have room again by and by. */
const isUnwritten = ({ problem }: RequestError): boolean => problem.code.startsWith('SCN_STORE_') && problem.status >= 500;

/** Five megabytes over a poor line take most of it. */
const PATIENCE_MS = 90_000;

async function putDraft(id: string, scenario: Scenario, baseVersion: number): Promise<SaveAnswer> {
  try {
    const answer = await request<{ readonly version: number; readonly updatedAt: string }>(`/api/scenarios/${id}`, { method: 'PUT', body: { scenario, baseVersion }, patience: PATIENCE_MS });
    return { kind: 'saved', version: answer.version, at: answer.updatedAt };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const theirs = error.problem.code === 'SCN_STORE_CONFLICT' ? theirsOf(error.problem.details) : undefined;
    if (theirs !== undefined) return { kind: 'conflict', theirs };
    if (isUnanswered(error)) return { kind: 'offline' };
    return { kind: 'refused', code: error.problem.code, detail: error.problem.detail, ...(isUnwritten(error) ? { passes: true } : {}) };
  }
}

async function getDraft(id: string): Promise<Theirs | null | undefined> {
  try {
    return theirsOf(await request<Draft>(`/api/scenarios/${id}`, { patience: PATIENCE_MS })) ?? null;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return isUnanswered(error) ? undefined : null;
  }
}

function laterInPage(task: () => void, ms: number): () => void {
  const timer = setTimeout(task, ms);
  return () => clearTimeout(timer);
}

export interface DraftDocument {
  readonly store: DocumentStore;
  readonly saver: Saver;
  readonly binding: TogetherBinding;
  readonly backups: ReturnType<typeof createBackups>;
}

/** Store, autosave and company of one draft, for as long as its pages are open. */
export function useDraftDocument(id: string, draft: Draft, scenario: Scenario): DraftDocument {
  const { id: user } = useUser();
  const parts = useMemo((): DraftDocument => {
    const page = freshKey();
    const store = createDocumentStore(scenario);
    const backups = createBackups((unsaved) => writeBackup({ id, user, page }, unsaved, new Date().toISOString()), laterInPage);
    const together = createTogether(readClashes(id, user), (clashes) => keepClashes(id, user, clashes));
    const saver = createSaver({
      base: { scenario, version: draft.version, at: draft.updatedAt },
      present: () => store.get().history.present,
      put: (present, baseVersion) => putDraft(id, present, baseVersion),
      get: () => getDraft(id),
      merge: (base, theirs, unanswered) => {
        // What is being typed is one's own change too, so that a clash with it is told.
        typing.commitAll();
        const arrived = mergeInto(store, base, theirs.scenario, unanswered);
        if (arrived !== undefined) together.arrived(arrived, theirs.updatedBy, theirs.updatedAt);
        return arrived !== undefined;
      },
      backup: backups.put,
      later: laterInPage,
    });
    const flush: Saver['flush'] = async () => {
      typing.commitAll();
      return saver.flush();
    };
    return { store, saver: { ...saver, flush }, backups, binding: { together, page } };
    // The draft is read once; later changes of it come through saves and what others are heard to save.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id, user]);
  useEffect(() => {
    const stop = parts.store.subscribe(parts.saver.touch);
    const online = (): void => void parts.saver.flush();
    // Somebody who comes back may have logged in elsewhere.
    const back = (): void => {
      if (isSessionOver(parts.saver.state())) void parts.saver.flush();
    };
    const leave = (event: BeforeUnloadEvent): void => {
      typing.commitAll();
      const { kind } = parts.saver.state();
      if (kind !== 'saved' || typing.isHeld()) event.preventDefault();
    };
    const gone = (): void => {
      typing.commitAll();
      parts.backups.flush();
    };
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') gone();
    };
    window.addEventListener('online', online);
    window.addEventListener('focus', back);
    window.addEventListener('beforeunload', leave);
    window.addEventListener('pagehide', gone);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      gone();
      stop();
      window.removeEventListener('pagehide', gone);
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('online', online);
      window.removeEventListener('focus', back);
      window.removeEventListener('beforeunload', leave);
      void parts.saver.flush();
    };
  }, [parts]);
  return parts;
}
