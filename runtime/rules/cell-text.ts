/** The text of a rule in one column. A column may be called as every object calls something of its own, so only own texts count. */
export function ownText(texts: Readonly<Record<string, string>>, id: string): string | undefined {
  return Object.hasOwn(texts, id) ? texts[id] : undefined;
}
