import type { PortalField } from '../../../../server/api/portal.ts';

export interface Section {
  /** Absent for fields before or without a section. */
  readonly title?: string;
  readonly fields: readonly PortalField[];
}

/** Runs of fields under the same section title, in form order. */
export function sectionsOf(fields: readonly PortalField[]): Section[] {
  const sections: { title?: string; fields: PortalField[] }[] = [];
  for (const field of fields) {
    const last = sections.at(-1);
    if (last && last.title === field.section) last.fields.push(field);
    else sections.push(field.section === undefined ? { fields: [field] } : { title: field.section, fields: [field] });
  }
  return sections;
}
