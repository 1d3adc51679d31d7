import { hash, verify } from '@node-rs/argon2';

/** argon2id, 64 MiB, 3 passes (OWASP password storage; about 130 ms). */
const STRONG = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const;
/** For tests only: same algorithm, no waiting. */
const QUICK = { memoryCost: 1024, timeCost: 1, parallelism: 1 } as const;
const AT_ONCE = 4;

/** Hashes and checks passwords, at most four at once so that a flood of log-ins cannot take the memory. */
export interface Passwords {
  readonly hash: (password: string) => Promise<string>;
  /** `stored` null = unknown user: the same work is done, the answer is false. */
  readonly check: (stored: string | null, password: string) => Promise<boolean>;
}

function createGate(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

export function createPasswords(strength: 'strong' | 'quick'): Passwords {
  const options = strength === 'strong' ? STRONG : QUICK;
  const gate = createGate(AT_ONCE);
  let dummy: Promise<string> | undefined;
  const dummyHash = () => (dummy ??= gate(() => hash('nobody has this password', options)));
  return {
    hash: (password) => gate(() => hash(password.normalize('NFC'), options)),
    check: async (stored, password) => {
      const against = stored ?? (await dummyHash());
      const right = await gate(() => verify(against, password.normalize('NFC')));
      return stored !== null && right;
    },
  };
}
