import { setTimeout as sleep } from 'node:timers/promises';
import type { Slot } from './servers.ts';

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const PASSWORD = 'correct horse 9';

/** One person at a browser: sends to any server, and keeps the cookie of the first log-in. */
export class Client {
  #cookie = '';

  /** Null when no answer came: whether it was done is not known. */
  async send(slot: Slot, method: string, path: string, body: unknown, patienceMs: number): Promise<Reply | null> {
    try {
      const answer = await fetch(slot.url + path, {
        method, signal: AbortSignal.timeout(patienceMs),
        headers: { origin: slot.url, ...(this.#cookie === '' ? {} : { cookie: this.#cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const set = answer.headers.getSetCookie()[0]?.split(';')[0];
      if (set?.includes('sid=') === true) this.#cookie = set;
      const text = await answer.text();
      return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text } };
    } catch {
      return null;
    }
  }

  /** Insists on an answer of success. */
  async must(slot: Slot, method: string, path: string, body?: unknown): Promise<Reply> {
    let last: Reply | null = null;
    for (let tries = 0; tries < 10; tries += 1, await sleep(500)) {
      last = await this.send(slot, method, path, body, 30_000);
      if (last && last.status < 300) return last;
    }
    throw new Error(`${method} ${path}: ${JSON.stringify(last)}`);
  }

  /** Makes the administrator with the link that a fresh server prints. */
  async enter(slot: Slot): Promise<void> {
    for (let tries = 0; tries < 200 && !slot.printed.includes('#token='); tries += 1) await sleep(20);
    const token = /#token=([\w-]+)/.exec(slot.printed)?.[1];
    await this.must(slot, 'POST', '/api/setup', { token, login: 'root', name: '管理员', password: PASSWORD });
  }
}
