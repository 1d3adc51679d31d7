import type { JsonObject } from './schema/json.ts';

/** The one base class of coded errors; `details` carries the facts, `message` is for people. */
export class ScenarioError extends Error {
  readonly code: string;
  readonly details: JsonObject;
  constructor(code: string, message: string, details: JsonObject, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ScenarioError';
    this.code = code;
    this.details = details;
  }
}

type Make<Details extends JsonObject> = (details: Details, cause?: unknown) => ScenarioError;

/** Declares one coded error: the message is a function of its typed details. */
export function defineError<Details extends JsonObject>(code: string, message: (details: Details) => string): Make<Details> {
  return (details, cause) => new ScenarioError(code, message(details), details, cause);
}

export function isScenarioError(value: unknown, code?: string): value is ScenarioError {
  return value instanceof Error && 'code' in value && 'details' in value && typeof value.code === 'string' && value.code.startsWith('SCN_') && (code === undefined || value.code === code);
}
