import { fileURLToPath } from 'node:url';
import { sayBoth } from '../errors.ts';
import { runAuditCommand } from './audit.ts';
import { runCasesCommand } from './cases.ts';
import { runCheckCommand } from './check.ts';
import { runEraseCommand } from './erase.ts';
import { runBackupCommand, runRestoreCommand, runStoreMigration } from './stores.ts';
import { runSecretsCommand } from './secrets.ts';
import { runMigrateCommand } from './migrate.ts';
import { runCreatePlugin, runPluginCommand } from './plugin.ts';

/** The folder of the package, whether this runs from source or from the bundle in `dist/`. */
const home = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../..' : '..', import.meta.url));

const USAGE = `scenario-studio start                               the server; start --help names its options
scenario-studio create-plugin NAME                  a small plugin to start from, in a new folder
scenario-studio plugin dev FOLDER                   puts a plugin into a studio again after every change
scenario-studio plugin lint | test | pack FOLDER    looks for problems, runs its tests, packs it for upload

scenario-studio cases [TEMPLATE]                    runs templates/*/cases.json
scenario-studio check FILE                          looks for problems in a scenario file
scenario-studio migrate FILE                        a scenario file to the newest format and the stable key order

scenario-studio migrate --from PLACE --to PLACE     moves everything to another store
scenario-studio backup --store PLACE FILE           everything in a store into one file
scenario-studio restore --store PLACE FILE          a backup into an empty store
scenario-studio audit verify --store PLACE          whether the audit was tampered with, and where
scenario-studio secrets rotate --store PLACE        another key for every secret at rest
scenario-studio erase --store PLACE --subject VALUE what is kept about a person, and everything but that into another place`;

const COMMANDS: Readonly<Record<string, (home: string, args: readonly string[]) => Promise<number>>> = {
  cases: runCasesCommand,
  check: runCheckCommand,
  migrate: (at, args) => (args.some((arg) => arg.startsWith('--')) ? runStoreMigration(args) : runMigrateCommand(at, args)),
  backup: runBackupCommand,
  restore: runRestoreCommand,
  audit: runAuditCommand,
  secrets: runSecretsCommand,
  erase: runEraseCommand,
  'create-plugin': runCreatePlugin,
  plugin: runPluginCommand,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
async function run(asked: NonNullable<typeof command>): Promise<number> {
  try {
    return await asked(home, args);
  } catch (error) {
    // Options nobody knows are told by whoever reads them; everything else is a mistake of ours.
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) throw error;
    console.error(`${sayBoth(error)}\nscenario-studio help`);
    return 2;
  }
}

if (command) process.exitCode = await run(command);
else if (['', 'help', '--help', '-h'].includes(name)) console.log(USAGE);
else {
  console.error(`没有“${name}”这个命令 / there is no command “${name}”`);
  console.error(USAGE);
  process.exitCode = 2;
}
