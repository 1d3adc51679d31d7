import { parseArgs } from 'node:util';
import { sayBoth } from '../errors.ts';
import { askAdministrator } from './plugin/ask-administrator.ts';
import { runCreate } from './plugin/create.ts';
import { runDev } from './plugin/dev.ts';
import { runLint } from './plugin/lint.ts';
import { runPack } from './plugin/pack.ts';
import { runTest } from './plugin/test.ts';

const USAGE = `scenario-studio create-plugin NAME          a small plugin to start from, in a new folder
scenario-studio plugin dev FOLDER [--studio URL]     into a studio on this machine, and again after every change;
                                            SCENARIO_STUDIO_LOGIN and SCENARIO_STUDIO_PASSWORD name an administrator there, or it asks;
                                            SCENARIO_STUDIO_CODE is the code of a second step, or it asks
scenario-studio plugin lint FOLDER          what to mend before anybody else gets it
scenario-studio plugin test FOLDER          builds it and runs its tests
scenario-studio plugin pack FOLDER [--out FOLDER]    a .tgz to upload, the same bytes every time, and its sha-512`;

type Print = (line: string) => void;

interface Options {
  readonly out: string;
  readonly studio: string;
}

/** Until somebody presses Ctrl+C. */
function untilInterrupted(): AbortSignal {
  const end = new AbortController();
  process.once('SIGINT', () => end.abort());
  return end.signal;
}

const STEPS: Readonly<Record<string, (folder: string, options: Options, print: Print) => Promise<number>>> = {
  dev: async (folder, { studio }, print) => runDev(folder, { url: studio, ...(await askAdministrator(process.env)), signal: untilInterrupted() }, print),
  lint: (folder, _options, print) => runLint(folder, print),
  test: (folder, _options, print) => runTest(folder, print),
  pack: (folder, { out }, print) => runPack(folder, out, print),
};

async function guarded(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    console.error(sayBoth(error));
    return 1;
  }
}

function usage(): number {
  console.error(USAGE);
  return 2;
}

export async function runCreatePlugin(home: string, args: readonly string[], print: Print = console.log): Promise<number> {
  const [name] = args;
  return name === undefined ? usage() : guarded(() => runCreate(home, name, print));
}

export async function runPluginCommand(_home: string, args: readonly string[], print: Print = console.log): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { out: { type: 'string' }, studio: { type: 'string' } } });
  const [name = '', folder] = positionals;
  const step = Object.hasOwn(STEPS, name) ? STEPS[name] : undefined;
  if (!step || folder === undefined) return usage();
  return guarded(() => step(folder, { out: values.out ?? '.', studio: values.studio ?? 'http://127.0.0.1:4600' }, print));
}
