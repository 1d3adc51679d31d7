import type { Bench } from '../bench.ts';
import { expressions } from './expressions.ts';
import { tables } from './tables.ts';

/** The rule engine: decision tables, then expressions. */
export const rules: Bench = async (options) => [...(await tables(options)), ...(await expressions(options))];
