interface Dated {
  readonly from?: string;
  readonly to?: string;
}

/** The calendar day of an instant in a zone, `2022-01-20`. A plain ISO date is its own day. */
export function dayOf(instant: string, zone: string): string {
  if (!instant.includes('T')) return instant.slice(0, 10);
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant.slice(0, 10);
  // The en-CA locale writes ISO dates; `Date` alone knows no zones.
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time);
}

/** Which rules count on `day`, both ends included; null when no rule is dated, so that the usual case costs nothing. */
export function rulesInForce(rules: readonly Dated[], day: () => string): readonly boolean[] | null {
  if (!rules.some((rule) => rule.from !== undefined || rule.to !== undefined)) return null;
  const today = day();
  return rules.map((rule) => (rule.from === undefined || rule.from <= today) && (rule.to === undefined || today <= rule.to));
}
