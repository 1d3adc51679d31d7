import type { DmnModel } from './model.ts';
import { dmnProblem } from './problems.ts';
import type { DmnProblem, Place } from './problems.ts';
import { guardXml } from './xml/guard.ts';
import { createModdle } from './xml/meta-model.ts';
import { readModel } from './xml/read-model.ts';

/** `model` is null only with an `error` among the problems. */
export interface DmnReading {
  readonly model: DmnModel | null;
  readonly problems: readonly DmnProblem[];
}

const XML_DECLARATION_END = '?>';

/**
 * Reads a DMN file (DMN 1.1 to 1.6 as DMN 1.5) into plain data. Never throws and never fetches anything: a file over 5,000,000 characters,
 * with a DOCTYPE, nested over 200 deep, not XML or not DMN gives `model: null` and a coded problem with its place; content
 * DMN does not know is left out with a warning. Formulas are not looked at: `checkDmn` does that.
 *
 * @example const { model, problems } = await readDmn(await file.text());
 */
export async function readDmn(xml: string): Promise<DmnReading> {
  const text = xml.startsWith('\uFEFF') ? xml.slice(1) : xml;
  const refused = guardXml(text);
  if (refused !== null) return { model: null, problems: [refused] };
  try {
    const { rootElement, warnings } = await createModdle().fromXML(text);
    return { model: readModel(rootElement), problems: warnings.flatMap(({ message }) => fromWarning(message)) };
  } catch (error) {
    return { model: null, problems: [fromError(error instanceof Error ? error.message : String(error), text)] };
  }
}

function fromError(message: string, xml: string): DmnProblem {
  const { reason, place } = parts(message);
  const notDmn = /unexpected element <([^>]*)>|failed to parse document/.exec(reason);
  if (notDmn === null) return dmnProblem('SCN_DMN_XML', { reason }, 'error', place);
  return dmnProblem('SCN_DMN_NOT_DMN', { found: notDmn[1] ?? rootName(xml) }, 'error', place);
}

function rootName(xml: string): string {
  const body = xml.slice(xml.indexOf(XML_DECLARATION_END) + 1);
  return /<([^\s!?/>]{1,60})/.exec(body)?.[1] ?? xml.trim().slice(0, 20);
}

/** Attributes and elements of tools live in other namespaces and are no finding; what claims to be DMN and is not, is. */
function fromWarning(message: string): readonly DmnProblem[] {
  const { reason, place } = parts(message);
  return /unrecognized element <dmn:|unknown type <dmn:|unexpected body text/.test(reason) ? [dmnProblem('SCN_DMN_UNKNOWN_CONTENT', { reason: reason.slice(0, 120) }, 'warning', place)] : [];
}

/** The reader writes the place into its message: `… line: 3\n\tcolumn: 4\n\tnested error: …`, counted from 0. */
function parts(message: string): { readonly reason: string; readonly place?: Place } {
  const line = /\bline: (\d+)/.exec(message)?.[1];
  const column = /\bcolumn: (\d+)/.exec(message)?.[1];
  const reason = (/nested error: ([\s\S]*)/.exec(message)?.[1] ?? message).trim();
  return line === undefined || column === undefined ? { reason } : { reason, place: { line: Number(line) + 1, column: Number(column) + 1 } };
}
