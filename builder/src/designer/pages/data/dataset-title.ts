import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../../../runtime/schema/field.ts';

/** Titles of the catalogue are plain words; own datasets point into texts of their scenario, which are not here. */
export function datasetTitle(definition: DatasetDefinition): string {
  return definition.title.startsWith('@') ? definition.id : definition.title;
}

export function fieldTitle(field: DatasetField): string {
  return field.title === undefined || field.title.startsWith('@') ? field.id : field.title;
}
