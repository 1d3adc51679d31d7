import { isCoded } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import type { Base } from '../context.ts';

const KIND = 'retention-turn';
/** A server that took a rule up and said nothing for so long is gone. */
const GONE_MS = 10 * 60_000;
const EVERY_MS = 60 * 60_000;

/** Said while the record of who did what is being cut: what it is about may be any matter or row. */
export const AUDIT_GOING = 'audit';

/** How far carrying out a rule has come, by whichever server. */
export interface Turn {
  /** The version of the rule it counts for. */
  readonly rule: number;
  /** Whoever looks from then on takes it. */
  readonly next: string;
  readonly removed: number;
  readonly at?: string;
  /** What goes right now, as holds name it: said before holds are looked at. */
  readonly going: readonly string[];
  readonly problem?: string;
}

export function listTurns(base: Base): Promise<readonly StoredDocument<Turn>[]> {
  return base.store.documents.list<Turn>(KIND);
}

/** Whether something may be going. The record is not, once the server that cut it is gone: nobody may be left to take its turn over. */
export async function isGoing(base: Base, id: string): Promise<boolean> {
  const now = base.now().toISOString();
  return (await listTurns(base)).some(({ body: { going, next } }) => going.includes(id) || (going.includes(AUDIT_GOING) && next > now));
}

/** The turn of one server; each step fails once another server took it over. */
export interface OwnTurn {
  readonly say: (going: readonly string[]) => Promise<void>;
  readonly done: (removed: number) => Promise<void>;
  readonly end: (isAll: boolean, problem?: string) => Promise<void>;
}

/** Takes a rule up when it is due, of many servers only one. */
export async function takeTurn(base: Base, id: string, rule: number): Promise<OwnTurn | null> {
  const now = () => base.now().getTime();
  const stamp = (at: number) => new Date(at).toISOString();
  const found = await base.store.documents.get<Turn>(KIND, id);
  const known = found?.body.rule === rule ? found.body : undefined;
  if (known && Date.parse(known.next) > now()) return null;
  let version = found?.version ?? 0;
  let turn: Turn = { ...(known ?? { removed: 0 }), rule, next: stamp(now() + GONE_MS), going: [] };
  const put = async (next: Turn): Promise<void> => {
    version = (await base.store.documents.put<Turn>(KIND, id, next, { expectedVersion: version, by: 'system' })).version;
    turn = next;
  };
  try {
    await put(turn);
  } catch (error) {
    if (isCoded(error, 'SCN_STORE_CONFLICT')) return null;
    throw error;
  }
  return {
    say: (going) => put({ ...turn, next: stamp(now() + GONE_MS), going }),
    done: (removed) => put({ ...turn, going: [], removed: turn.removed + removed, ...(removed > 0 ? { at: stamp(now()) } : {}) }),
    end: (isAll, problem) => {
      const { problem: _before, ...rest } = turn;
      return put({ ...rest, going: [], at: turn.at ?? stamp(now()), next: stamp(now() + (isAll ? EVERY_MS : 0)), ...(problem === undefined ? {} : { problem }) });
    },
  };
}
