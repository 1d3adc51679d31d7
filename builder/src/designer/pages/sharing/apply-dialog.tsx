import { useState } from 'react';
import { titleIn } from '../../../../../runtime/schema/dataset-words.ts';
import type { CatalogueItem, GrantField, GrantView } from '../../../../../server/api/sharing.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { ComboBox } from '../../../ui/select.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { refusedAt } from '../shared/refused-at.ts';
import { FieldsAsked } from './fields-asked.tsx';
import { sharingTexts } from './sharing-text.ts';
import { useApply, useLimits, useOwnScenarios } from './use-sharing.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
/** The house is in the zone of China. */
const dayFrom = (days: number): string => new Date(Date.now() + days * DAY_MS + DAY_MS / 3).toISOString().slice(0, 10);
const YEAR = 366;

/** Asks the owner of a dataset for leave to read it in one scenario. */
export function ApplyDialog({ item, onClose, onDone }: { readonly item: CatalogueItem; readonly onClose: () => void; readonly onDone: (grant: GrantView) => void }) {
  const text = useTexts(sharingTexts);
  const { locale } = useLocale();
  const scenarios = useOwnScenarios();
  const apply = useApply();
  const { definition } = item;
  const [scenario, setScenario] = useState<string | null>(null);
  const [fields, setFields] = useState<readonly GrantField[]>([]);
  const [purpose, setPurpose] = useState('');
  const [basis, setBasis] = useState('');
  const [from, setFrom] = useState(dayFrom(0));
  const longest = useLimits().data?.longestGrant.days;
  const [chosenUntil, setUntil] = useState<string>();
  const until = chosenUntil ?? dayFrom(Math.min(YEAR, longest ?? YEAR) - 1);
  const [rows, setRows] = useState('');
  const wrong = {
    scenario: scenario === null ? text.sceneEmpty : undefined,
    fields: fields.length === 0 ? text.fieldsEmpty : undefined,
    purpose: purpose.trim() === '' ? text.purposeEmpty : undefined,
    basis: basis.trim() === '' ? text.legalEmpty : undefined,
    from: DAY.test(from) ? undefined : text.dayEmpty,
    until: !DAY.test(until) ? text.dayEmpty : until < from ? text.dayOrder : until < dayFrom(0) ? text.dayPast : undefined,
  };
  const said = (path: string): string | undefined => refusedAt(apply.error, path);
  const asked = { fields: [...fields], purpose: purpose.trim(), basis: basis.trim(), from, until, ...(rows.trim() === '' ? {} : { rows: rows.trim() }) };
  return (
    <FormDialog title={text.applyTitle(titleIn(definition, locale))} action={text.do_submit} size="wide" saving={apply} wrong={wrong} onClose={onClose} onSave={() => apply.mutate({ dataset: definition.id, scenario: scenario ?? '', asked, submit: true }, { onSuccess: onDone })}>
      {(say) => (
        <>
          <ComboBox label={text.scene} options={(scenarios.data?.items ?? []).map(({ id, title }) => ({ id, label: title[locale], detail: id }))} value={scenario} onChange={setScenario} error={say(wrong.scenario) ?? said('/scenario')} />
          <FieldsAsked label={text.fieldsAsked} hint={text.fieldsHint} error={say(wrong.fields) ?? said('/asked/fields')} fields={definition.fields.map((field) => ({ id: field.id, title: titleIn(field, locale) ?? field.id, personal: field.personal ?? false, ...(field.sharing ? { sharing: field.sharing } : {}), ...(field.level ? { level: field.level } : {}) }))} value={fields} onChange={setFields} />
          <TextArea label={text.purpose} hint={text.purposeHint} value={purpose} onChange={setPurpose} error={say(wrong.purpose) ?? said('/asked/purpose')} rows={2} />
          <TextField label={text.legal} hint={text.legalHint} value={basis} onChange={setBasis} error={say(wrong.basis) ?? said('/asked/basis')} />
          <div className="form-pair">
            <TextField label={text.from} value={from} onChange={setFrom} error={say(wrong.from) ?? said('/asked/from')} />
            <TextField label={text.until} value={until} onChange={setUntil} {...(longest === undefined ? {} : { hint: text.longest(longest) })} error={say(wrong.until) ?? said('/asked/until')} />
          </div>
          <TextField label={text.rowRule} hint={text.rowRuleHint} mono value={rows} onChange={setRows} error={said('/asked/rows')} />
        </>
      )}
    </FormDialog>
  );
}
