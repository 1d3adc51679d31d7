/** Bytes of JSON a scenario may have: what the server takes, and what a page may try to send. */
export const SCENARIO_BYTES = 5 * 1_048_576;
