/** Distinct values along a dotted path in the samples, through lists, most recent first; texts and numbers only. */
export function knownValues(samples: Readonly<Record<string, unknown>> | undefined, path: readonly string[], most = 40): readonly string[] {
  let holders: readonly unknown[] = [samples];
  for (const step of path) {
    holders = holders.flatMap((holder) => (Array.isArray(holder) ? (holder as unknown[]) : [holder])).flatMap((holder) => (typeof holder === 'object' && holder !== null && Object.hasOwn(holder, step) ? [(holder as Readonly<Record<string, unknown>>)[step]] : []));
  }
  const values = holders.flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value])).filter((value) => (typeof value === 'string' && value !== '' && value.length <= 80) || typeof value === 'number');
  return [...new Set(values.map(String))].slice(0, most);
}
