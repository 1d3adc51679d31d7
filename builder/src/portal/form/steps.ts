import type { PortalField, PortalForm } from '../../../../server/api/portal.ts';
import { sectionsOf } from './sections.ts';

/** What one page of a form asks. */
export interface Step {
  /** Title of the section its questions stand under. */
  readonly section?: string;
  readonly fields: readonly PortalField[];
}

/** Text to be read belongs to the question after it, or to the last one. */
function oneByOne(fields: readonly PortalField[], section: string | undefined): Step[] {
  const steps: PortalField[][] = [];
  let reading: PortalField[] = [];
  for (const field of fields) {
    reading.push(field);
    if (field.widget === 'static') continue;
    steps.push(reading);
    reading = [];
  }
  const last = steps.at(-1);
  if (last === undefined) return reading.length === 0 ? [] : [{ ...(section === undefined ? {} : { section }), fields: reading }];
  last.push(...reading);
  return steps.map((step) => ({ ...(section === undefined ? {} : { section }), fields: step }));
}

/** The pages of a form as it is shown now; a form without questions has one. */
export function stepsOf(shown: readonly PortalField[], pages: PortalForm['pages']): readonly Step[] {
  if (pages === undefined || pages === 'one' || pages === 'tabs') return [{ fields: shown }];
  const sections = sectionsOf(shown).map(({ title, fields }): Step => ({ ...(title === undefined ? {} : { section: title }), fields }));
  const steps = pages === 'section' ? sections : sections.flatMap(({ section, fields }) => oneByOne(fields, section));
  return steps.length === 0 ? [{ fields: [] }] : steps;
}

/** Number from 1 of the page a field is on; 1 when it is on none. */
export function stepWith(steps: readonly Step[], field: string): number {
  return Math.max(0, steps.findIndex((step) => step.fields.some(({ id }) => id === field))) + 1;
}
