import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';

export interface Administrator {
  readonly login: string;
  readonly password: string;
  /** The code of a second step, where the account has one; undefined when there is nobody to ask. */
  readonly askCode: () => Promise<string | undefined>;
}

type Surroundings = Readonly<Record<string, string | undefined>>;

/** A question at the terminal; what is typed after `hide` is not shown. */
function openTerminal(): { readonly terminal: Interface; readonly hide: () => void } {
  let isShown = true;
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (isShown) process.stdout.write(chunk);
      done();
    },
  });
  return { terminal: createInterface({ input: process.stdin, output, terminal: true }), hide: () => (isShown = false) };
}

/** A code is good once: the one of the surroundings first, then whoever sits at the terminal is asked. */
function codeAsker({ SCENARIO_STUDIO_CODE: given = '' }: Surroundings): Administrator['askCode'] {
  let left = given;
  return async () => {
    const code = left;
    left = '';
    if (code !== '') return code;
    if (!process.stdin.isTTY) return undefined;
    const { terminal } = openTerminal();
    const typed = (await terminal.question('验证码（或恢复码）/ code of the authenticator, or a recovery code: ')).replaceAll(/\s/g, '');
    terminal.close();
    return typed;
  };
}

/** Who installs the plugin: as the surroundings say, else as somebody at a terminal answers; a password is not shown. */
export async function askAdministrator(env: Surroundings): Promise<Administrator> {
  const { SCENARIO_STUDIO_LOGIN: login = '', SCENARIO_STUDIO_PASSWORD: password = '' } = env;
  const askCode = codeAsker(env);
  if ((login !== '' && password !== '') || !process.stdin.isTTY) return { login, password, askCode };
  const { terminal, hide } = openTerminal();
  const name = login || (await terminal.question('管理员账号 / administrator: '));
  const typed = terminal.question('密码 / password: ');
  hide();
  const secret = await typed;
  terminal.close();
  process.stdout.write('\n');
  return { login: name, password: secret, askCode };
}
