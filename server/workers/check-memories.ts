import { createCheckMemory, type CheckMemory } from '../../runtime/check/check-memory.ts';

/** Scenarios whose last check a thread keeps; one of a thousand nodes takes about ten megabytes. */
const MOST = 6;

/** Memories of checks by scenario, the least used given up first. @returns the one for a document */
export function createCheckMemories(): (document: unknown) => CheckMemory {
  const kept = new Map<string, CheckMemory>();
  return (document) => {
    const id = String((document as { readonly id?: unknown } | null | undefined)?.id).slice(0, 100);
    const memory = kept.get(id) ?? createCheckMemory();
    kept.delete(id);
    kept.set(id, memory);
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    return memory;
  };
}
