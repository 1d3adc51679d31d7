import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { hostErrors } from '../../../runtime/host/host-errors.ts';
import { MOST_TEXT, SCRIPT_MEMORY_MB, sizeError, type ScriptJob } from './script-job.ts';
import { REALM, ZONELESS } from './realm.ts';

const STACK_BYTES = 256 * 1024;
/** Lines before the first of the script. */
const LINES_BEFORE = 1;
const PRELUDE = `${REALM}(NOW, ${ZONELESS});`;

let engine: Promise<QuickJSWASMModule> | undefined;

/** Compiled once in each thread. */
export function loadEngine(): Promise<QuickJSWASMModule> {
  engine ??= newQuickJSWASMModuleFromVariant(variant);
  return engine;
}

/** One script in a fresh engine: text in, text out. @throws SCN_SCRIPT_FAILED, SCN_SCRIPT_TIME, SCN_SCRIPT_MEMORY, SCN_SCRIPT_SIZE, and anything when the engine itself broke */
export async function runScript({ code, input, now, limitMs }: ScriptJob): Promise<string> {
  const module = await loadEngine();
  const runtime = module.newRuntime();
  runtime.setMemoryLimit(SCRIPT_MEMORY_MB * 1024 * 1024);
  runtime.setMaxStackSize(STACK_BYTES);
  const context = runtime.newContext();
  try {
    return answerOf(runtime, context, { code, input, now, limitMs });
  } finally {
    context.dispose();
    runtime.dispose();
  }
}

function answerOf(runtime: QuickJSRuntime, context: QuickJSContext, { code, input, now, limitMs }: ScriptJob): string {
  context.unwrapResult(context.evalCode(PRELUDE.replace('NOW', String(Date.parse(now))), 'studio.js')).dispose();
  const given = context.newString(input);
  context.setProp(context.global, 'input', given);
  given.dispose();
  const until = performance.now() + limitMs;
  let late = false;
  runtime.setInterruptHandler(() => {
    late ||= performance.now() > until;
    return late;
  });
  // JSON of the engine as it was before the script ran: what the script does to it changes nothing outside.
  const wrapped = `'use strict';((parse, stringify, text) => { delete globalThis.input; const answer = ((input) => {\n${code}\n})(parse(text)); return stringify(answer === undefined ? null : answer); })(JSON.parse, JSON.stringify, input)`;
  const result = context.evalCode(wrapped, 'script.js');
  const handle = result.error ?? result.value;
  try {
    if (result.error) throw failureOf(context, handle, late, limitMs);
    return textOf(context, handle);
  } finally {
    handle.dispose();
  }
}

function textOf(context: QuickJSContext, value: QuickJSHandle): string {
  if (context.typeof(value) !== 'string') throw hostErrors.SCN_SCRIPT_FAILED({ line: 1, reason: 'return' });
  const length = context.getProp(value, 'length');
  const size = context.getNumber(length);
  length.dispose();
  if (size > MOST_TEXT) throw sizeError('result');
  return context.getString(value);
}

/** The words of an error. A getter of the script that is called for them is stopped at once. */
function failureOf(context: QuickJSContext, error: QuickJSHandle, late: boolean, limitMs: number): Error {
  context.runtime.setInterruptHandler(() => true);
  if (late) return hostErrors.SCN_SCRIPT_TIME({ limitMs });
  const message = ownText(context, error, 'message');
  if (message === 'out of memory') return hostErrors.SCN_SCRIPT_MEMORY({ limitMb: SCRIPT_MEMORY_MB });
  const name = ownText(context, error, 'name');
  const line = Number(/script\.js:(\d+)/.exec(ownText(context, error, 'stack'))?.[1] ?? LINES_BEFORE + 1) - LINES_BEFORE;
  const reason = [name, message].filter((part) => part !== '').join(': ').slice(0, 300);
  return hostErrors.SCN_SCRIPT_FAILED({ line: Math.max(1, line), reason: reason === '' ? 'throw' : reason });
}

function ownText(context: QuickJSContext, error: QuickJSHandle, key: string): string {
  if (context.typeof(error) === 'string') return key === 'message' ? context.getString(error).slice(0, 300) : '';
  if (context.typeof(error) !== 'object') return '';
  const value = context.getProp(error, key);
  const text = context.typeof(value) === 'string' ? context.getString(value).slice(0, 2000) : '';
  value.dispose();
  return text;
}
