import { RequestError } from '../../../client/request.ts';

/** What the server said of the entry at a path, or of a part of it; undefined when nothing. */
export function refusedAt(error: unknown, path: string): string | undefined {
  const problems = error instanceof RequestError ? (error.problem?.errors ?? []) : [];
  return problems.find((problem) => problem.path === path || problem.path.startsWith(`${path}/`))?.message;
}
