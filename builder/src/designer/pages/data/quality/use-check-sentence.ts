import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { QualityCheck } from '../../../../../../runtime/schema/quality.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { useDatasets } from '../../../document/catalogue.ts';
import { datasetTitle, fieldTitle } from '../dataset-title.ts';
import { qualityTexts } from './quality-text.ts';

/** Values of a list that are said; more are dots. */
const SAID = 6;

/** Says a check in words. */
export function useCheckSentence({ fields, id: own }: DatasetDefinition): (check: QualityCheck) => string {
  const text = useTexts(qualityTexts);
  const { locale } = useLocale();
  const { list } = useDatasets();
  const titleIn = (all: DatasetDefinition['fields'], id: string): string => {
    const field = all.find((one) => one.id === id);
    return field === undefined ? id : fieldTitle(field, locale);
  };
  const titleOf = (id: string): string => titleIn(fields, id);
  const between = (what: string, min: string | number | undefined, max: string | number | undefined): string =>
    min === undefined ? text.say_max(what, String(max ?? '')) : max === undefined ? text.say_min(what, String(min)) : text.say_between(what, String(min), String(max));
  return (check) => {
    if (!('kind' in check)) return text.say_sum(titleOf(check.total), check.parts.map(titleOf).join(' + '));
    switch (check.kind) {
      case 'filled': return text.say_filled(titleOf(check.field));
      case 'among': return text.say_among(titleOf(check.field), check.values.slice(0, SAID).join(text.list) + (check.values.length > SAID ? '…' : ''));
      case 'range': return between(titleOf(check.field), check.min, check.max);
      case 'pattern': return text.say_pattern(titleOf(check.field), check.pattern);
      case 'unique': return text.say_unique(check.fields.map(titleOf).join(' + '));
      case 'exists': {
        const other = check.dataset === own ? undefined : list.find(({ definition }) => definition.id === check.dataset)?.definition;
        return text.say_exists(titleOf(check.field), other === undefined ? check.dataset : datasetTitle(other, locale), titleIn(other?.fields ?? fields, check.column));
      }
      case 'holds': return check.formula;
      case 'fresh': return text.say_fresh(titleOf(check.field), check.days);
      case 'rows':
      default: return between(text.rows, check.min, check.max);
    }
  };
}
