/** What the checker says of a rule that can never count: no value fits, or earlier rules take all of them. */
export const NEVER_HIT: ReadonlySet<string> = new Set(['SCN_RULE_NEVER', 'SCN_RULE_SHADOWED', 'SCN_RULE_DUPLICATE']);
