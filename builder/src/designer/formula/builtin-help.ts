import { usageOf } from '../../../../runtime/language/builtins/define-builtin.ts';
import { builtins } from '../../../../runtime/language/builtins/registry.ts';
import { BUILTIN_ROWS } from './builtin-rows.ts';

/** One built-in as completion and hover show it. */
export interface BuiltinHelp {
  readonly name: string;
  /** Other names it answers to; own functions have a Chinese one. */
  readonly aliases: readonly string[];
  /** Name and arguments, those in question marks optional. */
  readonly signature: string;
  /** A call that can be run as it stands; absent for functions without words yet. */
  readonly example?: string;
  readonly zh: string;
  readonly en: string;
}

const rank = new Map(BUILTIN_ROWS.map(([name], index) => [name, index]));
const words = new Map(BUILTIN_ROWS.map(([name, ...rest]) => [name, rest]));

function helpOf(made: (typeof builtins)[number]): BuiltinHelp {
  const [example, zh, en] = words.get(made.name) ?? [];
  const spare = made.aliases[0] ?? made.name;
  return { name: made.name, aliases: made.aliases, signature: usageOf(made), zh: zh ?? spare, en: en ?? made.name, ...(example === undefined ? {} : { example }) };
}

/** Every built-in of the language, most used first; one without words here is offered with its signature. */
export const BUILTINS: readonly BuiltinHelp[] = builtins.map(helpOf).toSorted((one, other) => (rank.get(one.name) ?? 999) - (rank.get(other.name) ?? 999));

const byName = new Map(BUILTINS.flatMap((help) => [help.name, ...help.aliases].map((name) => [name, help] as const)));

/** By its name or an alias; inner spaces may be any. */
export function builtinHelp(name: string): BuiltinHelp | undefined {
  return byName.get(name.replaceAll(/\s+/g, ' ').trim());
}
