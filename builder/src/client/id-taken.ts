import { RequestError } from './answer-problem.ts';

const TAKEN: ReadonlySet<string> = new Set(['SCN_API_EXISTS', 'SCN_API_NAME_KEPT']);

/** Whether an id was refused because it is somebody's already: of a scenario, or of data kept under it. */
export const isIdTaken = (error: unknown): boolean => error instanceof RequestError && TAKEN.has(error.problem.code);
