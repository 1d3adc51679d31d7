import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isDatabase } from '../options.ts';
import { createAnchorKey, listAnchors, type AnchorKey, type AuditAnchor } from '../services/audit-anchors.ts';
import { readCuts } from '../services/audit-cut.ts';
import { identitySeed } from '../services/rotate-secrets.ts';
import { createSecrets, readKey } from '../services/secrets.ts';
import { verifyAudit, type AuditFault } from '../services/verify-audit.ts';
import type { Store } from '../stores/store.ts';
import { sayBoth } from '../errors.ts';
import { demandStore, withStore } from './stores.ts';

const USAGE = `scenario-studio audit verify --store PLACE [--anchors FILE]
FILE holds anchors kept elsewhere, one JSON per line, such as the "audit anchor" lines of the log.`;

const WORDS: Readonly<Record<AuditFault['kind'], (fault: AuditFault) => string>> = {
  link: ({ seq }) => `第 ${seq} 条接不上前一条：它或前一条被改过、删过、插过或调换过 / entry ${seq} does not follow from the one before it: one of the two was changed, removed, put in or swapped`,
  anchor: ({ seq, day }) => `第 ${seq} 条不是 ${day ?? ''} 签过的那一条：之前的记录被整段改写 / entry ${seq} is not the one signed on ${day ?? ''}: what is before it was written anew`,
  cut: ({ seq, day }) => `第 ${seq} 条起不见了：${day ?? ''} 签过更长的记录 / entries from ${seq} on are gone: a longer record was signed on ${day ?? ''}`,
  start: ({ seq }) => `第 ${seq} 条之前的不见了，没有签过的截断点能接上 / entries before ${seq} are gone, and no signed cut leads to it`,
  forged: ({ day }) => `${day ?? ''} 的锚点签名不符 / the signature of the anchor of ${day ?? ''} does not hold`,
};

/** Lines of a log, or bare anchors; other lines are passed over. */
function anchorsIn(file: string): readonly AuditAnchor[] {
  return readFileSync(file, 'utf8').split('\n').flatMap((line) => {
    try {
      const found = JSON.parse(line) as { readonly anchor?: AuditAnchor } & Partial<AuditAnchor>;
      const anchor = found.anchor ?? found;
      return typeof anchor.hash === 'string' && typeof anchor.signature === 'string' && typeof anchor.seq === 'number' ? [anchor as AuditAnchor] : [];
    } catch {
      return [];
    }
  });
}

/** Entries between two lines of progress where nobody watches. */
const TOLD_EACH = 50_000;

/** On a terminal one line that is written over, elsewhere a line now and then; on the side, so that the verdict stands alone. */
function progress(): { readonly told: (entries: number, left: number) => void; readonly end: () => void } {
  const { stderr } = process;
  const words = (entries: number, left: number) => `已核对 ${entries} 条，还有 ${left} 条 / ${entries} entries checked, ${left} to go`;
  let next = TOLD_EACH;
  let isOpen = false;
  return {
    told: (entries, left) => {
      if (stderr.isTTY) {
        stderr.write(`\r${words(entries, left)}\u001B[K`);
        isOpen = true;
      } else if (entries >= next) {
        stderr.write(`${words(entries, left)}\n`);
        next += TOLD_EACH;
      }
    },
    end: () => isOpen && stderr.write('\n'),
  };
}

/** The key the anchors were signed with, where it is; nothing is made. */
async function keyOf(place: string, store: Store): Promise<AnchorKey | undefined> {
  const given = process.env['SCENARIO_STUDIO_KEY'] !== undefined;
  if (!given && (isDatabase(place) || !existsSync(join(place, 'secret.key')))) return undefined;
  const key = readKey(place, process.env);
  return createAnchorKey(await identitySeed(store, createSecrets(key), key));
}

async function verify(place: string, file: string | undefined): Promise<number> {
  demandStore(place);
  const kept = file === undefined ? [] : anchorsIn(file);
  console.error('正在打开数据 / opening the store');
  const { told, end } = progress();
  const { verdict, signed } = await withStore(place, async (store) => {
    const key = await keyOf(place, store);
    return { verdict: await verifyAudit(store, [...(await listAnchors({ store })), ...kept], key, await readCuts({ store }), told), signed: key !== undefined };
  });
  end();
  if (!signed) console.log('没有密钥，未核对签名 / signatures not checked: no key');
  for (const fault of verdict.faults.slice(0, 20)) console.log(WORDS[fault.kind](fault));
  if (verdict.removed > 0) console.log(`前 ${verdict.removed} 条按保存期限删除，截断点已核对 / the first ${verdict.removed} entries were removed by retention; the cut is checked`);
  const good = verdict.faults.length === 0;
  console.log(`${good ? '审计记录完整 / the audit is whole' : '审计记录不完整 / the audit is NOT whole'}: ${verdict.entries} 条 entries, ${verdict.anchors} 个锚点 anchors, ${verdict.faults.length} 处问题 faults`);
  return good ? 0 : 1;
}

/** Ends with 1 when the record was tampered with, and says where. */
export async function runAuditCommand(_home: string, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { store: { type: 'string' }, anchors: { type: 'string' } } });
  if (positionals[0] !== 'verify' || values.store === undefined) {
    console.error(USAGE);
    return 2;
  }
  try {
    return await verify(values.store, values.anchors);
  } catch (error) {
    console.error(sayBoth(error));
    return 1;
  }
}
