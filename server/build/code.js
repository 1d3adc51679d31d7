import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

/** How many characters of its own hash the code ends with. */
const HASH_LENGTH = 64;

/**
 * What a compiled form must begin with to be of use here: the engine takes one of other code of the same length for its own.
 * @param {string} code
 */
const labelOf = (code) => Buffer.from(`${code.slice(-HASH_LENGTH)} ${process.version} ${process.platform} ${process.arch}\n`);

/** @param {string} path @param {Buffer} label */
function readCompiled(path, label) {
  try {
    const bytes = readFileSync(path);
    return bytes.subarray(0, label.length).equals(label) ? bytes.subarray(label.length) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs the code beside `self`, from its compiled form where that was made from the same code by this Node: to parse it anew would take as long as
 * all the rest of the start.
 * @param {string} self address of `NAME.mjs`; the code is `NAME.cjs`, its compiled form `NAME.v8`
 * @returns what the compiled form is when asked for, with all that has been compiled until then
 */
export function runCode(self) {
  const filename = fileURLToPath(new URL(self.replace(/\.mjs$/, '.cjs')));
  const code = readFileSync(filename, 'utf8');
  const label = labelOf(code);
  const cachedData = readCompiled(filename.replace(/\.cjs$/, '.v8'), label);
  const script = new vm.Script(`(function (require, module, exports, __filename, __dirname, __self, __load) {${code}\n})`, { filename, ...(cachedData ? { cachedData } : {}) });
  const module = { exports: {} };
  // `lib`, so that `../static` is `dist/static`.
  script.runInThisContext()(createRequire(self), module, module.exports, filename, join(dirname(filename), 'lib'), self, (/** @type {string} */ address) => import(address));
  return () => Buffer.concat([label, script.createCachedData()]);
}
