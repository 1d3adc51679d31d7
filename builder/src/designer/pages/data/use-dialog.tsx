import { useState } from 'react';
import type { ScenarioDataset } from '../../../../../runtime/schema/dataset.ts';
import type { DatasetItem } from '../../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { fieldTypeTexts } from '../../form/field-type-texts.ts';
import { dataTexts } from './data-text.ts';
import { datasetTitle, fieldTitle } from './dataset-title.ts';
import { isLocalName, localNameOf } from './own-fields.ts';

export interface UseDialogProps {
  readonly list: readonly DatasetItem[];
  readonly taken: readonly string[];
  /** The use whose fields are changed; a new one when absent. */
  readonly editing?: { readonly name: string; readonly use: string; readonly fields: readonly string[] };
  readonly onDone: (name: string, value: ScenarioDataset) => void;
  readonly onClose: () => void;
}

function Actions({ label, onClose, onDo }: { readonly label: string; readonly onClose: () => void; readonly onDo: () => void }) {
  const text = useTexts(dataTexts);
  return (
    <>
      <Button onPress={onClose}>{text.cancel}</Button>
      <Button look="primary" onPress={onDo}>
        {label}
      </Button>
    </>
  );
}

/** Which dataset of the catalogue to read, under which name, and only which fields. */
export function UseDialog({ list, taken, editing, onDone, onClose }: UseDialogProps) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const types = useTexts(fieldTypeTexts);
  const [use, setUse] = useState(editing?.use ?? null);
  const [name, setName] = useState(editing?.name ?? '');
  const [fields, setFields] = useState<readonly string[]>(editing?.fields ?? []);
  const [tried, setTried] = useState(false);
  const item = list.find((one) => one.definition.id === use);
  const nameBad = editing === undefined && !isLocalName(name, taken);
  const done = (): void => {
    setTried(true);
    if (use === null || item === undefined || nameBad || fields.length === 0) return;
    const { dated, subject } = item.definition;
    onDone(name, { use, fields: item.definition.fields.map((field) => field.id).filter((field) => fields.includes(field)), ...(dated === undefined ? {} : { dated }), ...(subject !== undefined && fields.includes(subject) ? { subject } : {}) });
  };
  return (
    <Dialog title={editing === undefined ? text.addUse : text.editFields} open onClose={onClose} actions={<Actions label={editing === undefined ? text.add : text.save} onClose={onClose} onDo={done} />}>
      <div className="form-stack">
        <Select
          label={text.dataset}
          value={use}
          isDisabled={editing !== undefined}
          onChange={(id) => {
            setUse(id);
            setFields([]);
            setName(localNameOf(id, taken));
          }}
          options={list.map(({ definition }) => ({ id: definition.id, label: datasetTitle(definition, locale), detail: definition.id }))}
          error={tried && use === null ? text.datasetEmpty : undefined}
        />
        <TextField label={text.localName} mono value={name} onChange={setName} isDisabled={editing !== undefined} error={tried && nameBad ? text.localBad : undefined} />
        {item === undefined ? null : (
          <fieldset className="data-fields">
            <legend className="ui-label">
              {text.asked} · {text.fieldsHint}
            </legend>
            {item.definition.fields.map((field) => (
              <Checkbox key={field.id} value={fields.includes(field.id)} onChange={(on) => setFields((old) => (on ? [...old, field.id] : old.filter((one) => one !== field.id)))}>
                <span>
                  {fieldTitle(field, locale)} <span className="ui-quiet">{types[field.type]}</span>
                </span>
              </Checkbox>
            ))}
          </fieldset>
        )}
        {item === undefined || item.definition.fields.length < 4 ? null : (
          <span>
            <Button size="small" look="quiet" onPress={() => setFields(fields.length === item.definition.fields.length ? [] : item.definition.fields.map(({ id }) => id))}>
              {fields.length === item.definition.fields.length ? text.noFields : text.allFields}
            </Button>
          </span>
        )}
        {tried && fields.length === 0 ? <p className="ui-error">{text.fieldsEmpty}</p> : null}
      </div>
    </Dialog>
  );
}
