/**
 * Runs inside the script's own engine before the script: takes away what would make two runs differ. The clock stands at
 * the time of the run, local time is UTC, and there is no chance, no garbage collector to watch and no shared memory.
 */
export const REALM = `'use strict';(function (now, zoneless) {
  const Real = Date, { construct, ownKeys } = Reflect, proto = Real.prototype;
  const text = (value) => typeof value === 'string' && zoneless.test(value) ? value + 'Z' : value;
  function Fixed(...args) {
    if (!new.target) return new Real(now).toISOString();
    if (args.length === 0) return construct(Real, [now], new.target);
    if (args.length === 1) return construct(Real, [text(args[0])], new.target);
    return construct(Real, [Real.UTC(...args)], new.target);
  }
  Fixed.prototype = proto;
  Fixed.UTC = Real.UTC;
  Fixed.parse = (value) => Real.parse(text(String(value)));
  Fixed.now = () => now;
  proto.constructor = Fixed;
  for (const key of ownKeys(proto)) if (typeof key === 'string' && /^[gs]etUTC/.test(key)) proto[key.replace('UTC', '')] = proto[key];
  proto.getTimezoneOffset = () => 0;
  for (const key of ['toString', 'toDateString', 'toTimeString', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) proto[key] = proto.toISOString;
  globalThis.Date = Fixed;
  Math.random = () => { throw new Error('Math.random: the same input must give the same result'); };
  for (const key of ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'performance']) delete globalThis[key];
})`;

/** Texts that JavaScript would read as local time. */
export const ZONELESS = String.raw`/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/`;
