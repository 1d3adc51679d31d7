import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sayBoth } from '../errors.ts';
import { isDatabase } from '../options.ts';
import { erasePerson } from '../services/erasure/erase-person.ts';
import { findPerson, type Found } from '../services/erasure/find-person.ts';
import { identitySeed } from '../services/rotate-secrets.ts';
import { createSecrets, readKey } from '../services/secrets.ts';
import { createSubjectMark } from '../services/subjects.ts';
import { storeError } from '../stores/errors.ts';
import type { Store } from '../stores/store.ts';
import { demandStore, withStore } from './stores.ts';

const USAGE = `scenario-studio erase --store PLACE --subject VALUE                                   says what is kept about a person
scenario-studio erase --store PLACE --subject VALUE --to PLACE --reason TEXT --by NAME   writes everything else into an empty folder or database
VALUE is the person as the datasets know them, such as a number. The server must be at rest. Afterwards start it on the new place and destroy the old one with its backups.`;

function say(found: Found): void {
  const lines: readonly (readonly [string, number | string])[] = [
    ...[...found.rows].map(([dataset, count]) => [`数据集 ${dataset} 中的行，删除 / rows of ${dataset}, go`, count] as const),
    ['关于此人的运行，删除 / runs about the person, go', found.runs.size],
    ['见过其数据的其他运行，抹去这些数据 / other runs that saw their data, the data go', found.seen.size],
    ['尚未结束的运行，须先结束 / runs that have not ended and must end first', found.open.length === 0 ? 0 : `${found.open.length} (${found.open.slice(0, 20).join(', ')})`],
    ['草稿、附件、反馈等，删除 / drafts, files, feedback and the like, go', found.documents.size],
    ['通知，删除 / notices, go', found.notices],
    ['待办的投递，删除 / deliveries, go', found.deliveries],
    ['提到此人而保留的文档 / documents that name the person and stay', found.left.length === 0 ? 0 : `${found.left.length} (${found.left.slice(0, 20).join(', ')})`],
    ['提到此人而不能改的审计记录 / entries of the audit that name the person and cannot change', found.audit],
  ];
  for (const [what, count] of lines) console.log(`${what}: ${count}`);
}

/** The person as the audit of this store knows them. @throws SCN_ERASE_KEY */
async function markIn(place: string, store: Store, subject: string): Promise<string> {
  if (process.env['SCENARIO_STUDIO_KEY'] === undefined && (isDatabase(place) || !existsSync(join(place, 'secret.key')))) throw storeError('SCN_ERASE_KEY', {});
  const key = readKey(place, process.env);
  return createSubjectMark(await identitySeed(store, createSecrets(key), key))(subject);
}

interface Wish {
  readonly store: string;
  readonly subject: string;
  readonly to: string;
  readonly reason: string;
  readonly by: string;
}

async function erase({ store: place, subject, to, reason, by }: Wish): Promise<void> {
  const found = await withStore(place, async (from) => {
    const mark = await markIn(place, from, subject);
    return withStore(to, (target) => erasePerson(from, target, { subject, mark, reason, by, at: new Date().toISOString() }));
  });
  say(found);
  console.log(`已写入 ${isDatabase(to) ? '新数据库' : to}。请以它启动，并连同备份销毁旧处；密钥沿用原来的 / Written. Start the server on it with the same key, and destroy the old place with its backups`);
}

/** Ends with 1 when nothing was written. */
export async function runEraseCommand(_home: string, args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { store: text, subject: text, to: text, reason: text, by: text } });
  const { store, subject, to, reason, by } = values;
  const isWhole = to === undefined ? reason === undefined && by === undefined : reason !== undefined && reason.trim() !== '' && by !== undefined && by.trim() !== '';
  if (store === undefined || subject === undefined || subject === '' || !isWhole) {
    console.error(USAGE);
    return 2;
  }
  try {
    demandStore(store);
    if (to === undefined || reason === undefined || by === undefined) say(await withStore(store, (at) => findPerson(at, subject)));
    else await erase({ store, subject, to, reason, by });
    return 0;
  } catch (error) {
    console.error(sayBoth(error));
    return 1;
  }
}
