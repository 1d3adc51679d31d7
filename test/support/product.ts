import { isBuilt } from '../../server/build/source-hash.js';

export const ROOT = new URL('../..', import.meta.url).pathname;

/** From source is four times the work to start, so only where `dist/` is not of these sources. */
const built = isBuilt(ROOT);
const fromSource = (main: string): readonly string[] => ['--import', `${ROOT}node_modules/tsx/dist/esm/index.mjs`, `${ROOT}server/${main}`];

/** What Node is given to start the server, and to run a command, from any folder. */
export const SERVER = built ? [`${ROOT}dist/server.mjs`] : fromSource('main.ts');
export const COMMAND = built ? [`${ROOT}dist/cli.mjs`] : fromSource('cli/main.ts');
