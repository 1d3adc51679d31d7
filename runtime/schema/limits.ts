/** Bytes of JSON a scenario may have: what the server takes, and what a page may try to send. */
export const SCENARIO_BYTES = 5 * 1_048_576;

/** The number of the scenario document format; raised together with a migration. */
export const SCENARIO_FORMAT = 1;

/** UTF-16 units of a note on the canvas, and of the title of a group. */
export const NOTE_CHARACTERS = 4000;
export const GROUP_CHARACTERS = 120;

/** Nodes a scenario may have, in all its flows (E8). */
export const SCENARIO_NODES = 2000;
