import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Secrets at rest: AES-256-GCM, bound to what they belong to, so that one cannot be moved to another place. */
export interface Sealed {
  readonly iv: string;
  readonly tag: string;
  readonly text: string;
}

const TAG_BYTES = 16;

export interface Secrets {
  readonly seal: (plain: string, owner: string) => Sealed;
  /** @throws Error when text, tag, owner or key do not belong together */
  readonly open: (sealed: Sealed, owner: string) => string;
}

export function createSecrets(key: Buffer): Secrets {
  return {
    seal: (plain, owner) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(owner));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), text: text.toString('base64') };
    },
    open: (sealed, owner) => {
      // Without authTagLength Node accepts a shortened tag.
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(owner));
      decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
      return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()]).toString('utf8');
    },
  };
}

/** The key from `SCENARIO_STUDIO_KEY` (base64, 32 bytes), else from `secret.key` in the data folder, made at first start. */
export function readKey(data: string, env: Readonly<Record<string, string | undefined>>): Buffer {
  const given = env['SCENARIO_STUDIO_KEY'];
  if (given !== undefined) {
    const key = Buffer.from(given, 'base64');
    if (key.length !== 32) throw new Error('SCENARIO_STUDIO_KEY: 32 bytes in base64 are needed');
    return key;
  }
  if (data === ':memory:') return randomBytes(32);
  const path = join(data, 'secret.key');
  if (existsSync(path)) return Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  mkdirSync(data, { recursive: true });
  const key = randomBytes(32);
  writeFileSync(path, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return key;
}
