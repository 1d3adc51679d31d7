import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isDatabase } from '../options.ts';
import { rotateSecrets } from '../services/rotate-secrets.ts';
import { readKey } from '../services/secrets.ts';
import { storeError } from '../stores/errors.ts';
import { sayBoth } from '../errors.ts';
import { demandStore, withStore } from './stores.ts';

const USAGE = `scenario-studio secrets rotate --store PLACE
Stop the servers first. The key of a data folder is replaced in secret.key. For SCENARIO_STUDIO_KEY, give the new one as
SCENARIO_STUDIO_NEW_KEY (openssl rand -base64 32), and start the servers with it afterwards. Cut off? Call it again.`;

function keyIn(name: string): Buffer {
  const key = Buffer.from(process.env[name] ?? '', 'base64');
  if (key.length !== 32) throw new Error(`${name}: 32 bytes in base64 are needed`);
  return key;
}

/** The new key of a folder lies beside the old one until everything is sealed with it. */
function nextKey(path: string): Buffer {
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
}

async function rotate(place: string): Promise<number> {
  demandStore(place);
  const fromEnv = isDatabase(place) || process.env['SCENARIO_STUDIO_KEY'] !== undefined;
  const [now, next] = [join(place, 'secret.key'), join(place, 'secret.key.next')];
  const old = fromEnv ? keyIn('SCENARIO_STUDIO_KEY') : readKey(place, {});
  const fresh = fromEnv ? keyIn('SCENARIO_STUDIO_NEW_KEY') : nextKey(next);
  const count = await withStore(place, async (store) => {
    if (await store.archive.inUse()) throw storeError('SCN_STORE_IN_USE', {});
    return rotateSecrets(store, old, fresh, new Date().toISOString());
  });
  if (!fromEnv) renameSync(next, now);
  console.log(`已用新密钥重新封存 ${count} 个值 / ${count} values are sealed with the new key`);
  console.log(fromEnv ? '请用新密钥启动：SCENARIO_STUDIO_KEY / Start with the new key in SCENARIO_STUDIO_KEY' : '旧备份要用旧密钥才能打开 / Older backups need the older key');
  return 0;
}

export async function runSecretsCommand(_home: string, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { store: { type: 'string' } } });
  if (positionals[0] !== 'rotate' || values.store === undefined) {
    console.error(USAGE);
    return 2;
  }
  try {
    return await rotate(values.store);
  } catch (error) {
    console.error(sayBoth(error));
    return 1;
  }
}
