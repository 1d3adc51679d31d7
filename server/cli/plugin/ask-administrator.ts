import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export interface Administrator {
  readonly login: string;
  readonly password: string;
}

/** Who installs the plugin: as the surroundings say, else as somebody at a terminal answers; a password is not shown. */
export async function askAdministrator(env: Readonly<Record<string, string | undefined>>): Promise<Administrator> {
  const { SCENARIO_STUDIO_LOGIN: login = '', SCENARIO_STUDIO_PASSWORD: password = '' } = env;
  if ((login !== '' && password !== '') || !process.stdin.isTTY) return { login, password };
  let isShown = true;
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (isShown) process.stdout.write(chunk);
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output, terminal: true });
  const name = login || (await terminal.question('管理员账号 / administrator: '));
  const typed = terminal.question('密码 / password: ');
  isShown = false;
  const secret = await typed;
  terminal.close();
  process.stdout.write('\n');
  return { login: name, password: secret };
}
