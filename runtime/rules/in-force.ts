interface Dated {
  readonly from?: string;
  readonly to?: string;
}

/** Rules that count on one day: `rows` by index, 1 = counts. */
export interface InForce {
  readonly rows: Uint8Array;
}

/** The calendar day of an instant in a zone, `2022-01-20`. A plain ISO date is its own day. */
export function dayOf(instant: string, zone: string): string {
  if (!instant.includes('T')) return instant.slice(0, 10);
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant.slice(0, 10);
  // The en-CA locale writes ISO dates; `Date` alone knows no zones.
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time);
}

const REMEMBERED = 64;

/** Which rules count at an instant, both ends of a date included; null when no rule is dated, so that the usual case costs nothing. */
export function datedRules(rules: readonly Dated[]): ((instant: string, zone: string) => InForce) | null {
  if (!rules.some((rule) => rule.from !== undefined || rule.to !== undefined)) return null;
  const days = new Map<string, InForce>();
  let last: { readonly instant: string; readonly zone: string; readonly inForce: InForce } | null = null;
  return (instant, zone) => {
    if (last?.instant === instant && last.zone === zone) return last.inForce;
    const day = dayOf(instant, zone);
    const inForce = days.get(day) ?? inForceOn(rules, day);
    if (days.size >= REMEMBERED) days.clear();
    days.set(day, inForce);
    last = { instant, zone, inForce };
    return inForce;
  };
}

function inForceOn(rules: readonly Dated[], day: string): InForce {
  const rows = new Uint8Array(rules.length);
  for (const [index, rule] of rules.entries()) {
    if ((rule.from !== undefined && rule.from > day) || (rule.to !== undefined && day > rule.to)) continue;
    rows[index] = 1;
  }
  return { rows };
}
