import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runCode } from './code.js';

/** Started by the build with the address of `NAME.mjs`: runs it until its first answer and writes what the engine made of it. */
const self = process.argv[2] ?? '';
const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
    probe.close(() => resolve(port));
  });
});
process.argv = [process.argv[0] ?? '', fileURLToPath(self), '--data', ':memory:', '--port', String(port)];
const compiled = runCode(self);
while (!(await fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok, () => false))) await sleep(20);
writeFileSync(fileURLToPath(self.replace(/\.mjs$/, '.v8')), compiled());
process.exit(0);
