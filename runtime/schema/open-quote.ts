/** The line in which a quote opens that is never closed; undefined when each is. A quote opens only where a cell begins. */
export function openQuoteLine(text: string, delimiter: string): number | undefined {
  let line = 1;
  let opened: number | undefined;
  let isStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\n') line += 1;
    if (opened !== undefined) {
      if (sign !== '"') continue;
      if (text[at + 1] === '"') at += 1;
      else opened = undefined;
      isStart = false;
    } else if (sign === '"' && isStart) opened = line;
    else isStart = sign === delimiter || sign === '\n' || sign === '\r';
  }
  return opened;
}
