import type { ProblemCode } from './problems.ts';
import type { StoreErrorCode } from './stores/errors.ts';

/** HTTP status of every coded problem; a forgotten code is a compile error. */
export const statusByCode = {
  SCN_AUTH_REQUIRED: 401,
  SCN_AUTH_FORBIDDEN: 403,
  SCN_AUTH_WRONG: 401,
  SCN_AUTH_LOCKED: 429,
  SCN_AUTH_ORIGIN: 403,
  SCN_AUTH_SETUP_DONE: 409,
  SCN_AUTH_SETUP_TOKEN: 403,
  SCN_AUTH_LOGIN_TAKEN: 409,
  SCN_AUTH_LAST_ADMIN: 409,
  SCN_AUTH_OLD_PASSWORD: 403,
  SCN_API_INVALID: 400,
  SCN_API_JSON: 400,
  SCN_API_TOO_LARGE: 413,
  SCN_API_MEDIA: 415,
  SCN_API_DEPTH: 400,
  SCN_API_DUPLICATE_KEY: 400,
  SCN_API_KEY: 400,
  SCN_API_NOT_FOUND: 404,
  SCN_API_EXISTS: 409,
  SCN_API_RATE: 429,
  SCN_API_NOT_PUBLISHABLE: 422,
  SCN_API_SCENARIO: 400,
  SCN_API_FORMAT: 422,
  SCN_API_IN_USE: 409,
  SCN_API_TEMPLATE: 404,
  SCN_API_INTERNAL: 500,
  SCN_TASK_DONE: 409,
  SCN_TASK_CLAIMED: 409,
  SCN_TASK_OUTCOME: 422,
  SCN_TASK_NOT_MET: 422,
  SCN_FORM_INVALID: 422,
  SCN_RUN_NOT_STARTABLE: 403,
  SCN_RUN_NO_RELEASE: 409,
  SCN_RUN_PLAN: 409,
  SCN_RUN_DATA_LOADING: 503,
  SCN_RUN_STOPPING: 503,
  SCN_DATA_SYNTHETIC: 404,
  SCN_DATA_FIELD: 422,
  SCN_DATA_IMPORT: 422,
  SCN_DATA_ROW: 422,
  SCN_HTTP_REFUSED: 502,
  SCN_HTTP_TIMEOUT: 504,
  SCN_HTTP_TOO_LARGE: 502,
  SCN_HTTP_FAILED: 502,
  SCN_PLUGIN_LOAD: 500,
  SCN_PLUGIN_SHAPE: 500,
  SCN_PLUGIN_ENGINE: 500,
  SCN_PLUGIN_CLASH: 500,
  SCN_STORE_CONFLICT: 409,
} satisfies Record<ProblemCode, number>;

/** The same for the errors of a store that have no text of ours. */
export const statusByStoreCode = {
  SCN_STORE_CONFLICT: 409,
  SCN_STORE_SEQUENCE: 500,
  SCN_STORE_DUPLICATE: 409,
  SCN_STORE_FULL: 507,
  SCN_STORE_WRITE: 500,
  SCN_STORE_BROKEN: 503,
  SCN_STORE_CLOSED: 503,
  SCN_STORE_CORRUPT: 500,
  SCN_STORE_FORMAT: 500,
  SCN_STORE_LOCKED: 503,
  SCN_STORE_LIMIT: 422,
  SCN_STORE_CURSOR: 400,
  SCN_DATA_UNKNOWN: 404,
  SCN_DATA_UNIQUE: 409,
  SCN_DATA_CONFLICT: 409,
  SCN_TASK_UNKNOWN: 404,
  SCN_TASK_CLAIMED: 409,
  SCN_TASK_DONE: 409,
} satisfies Record<StoreErrorCode, number>;

const STATUS: Readonly<Record<string, number>> = { ...statusByStoreCode, ...statusByCode };

/** Codes of the runtime that are not in a table are about what was sent: 422. */
export function statusOf(code: string): number {
  return Object.hasOwn(STATUS, code) ? (STATUS[code] ?? 422) : 422;
}
