import { ListFilter } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { ConditionEditor, type ConditionEditorProps } from '../../condition/condition-editor.tsx';
import { schemaOfFormula } from '../../formula/check-formula.ts';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { panelTexts } from '../panel-texts.ts';

/** A formula of any kind: one that gives yes or no is also shown as lines of field, comparison and value, and an empty one may begin as such. */
export function FormulaOrCondition({ label, value, scope, readOnly, problems = [], onChange }: Pick<ConditionEditorProps, 'label' | 'value' | 'scope' | 'readOnly' | 'problems' | 'onChange'>) {
  const text = useTexts(panelTexts);
  const [asked, setAsked] = useState(false);
  const isCondition = useMemo(() => schemaOfFormula(value, scope).type === 'boolean', [value, scope]);
  if (isCondition || (asked && value.trim() === '')) return <ConditionEditor label={label} value={value} scope={scope} readOnly={readOnly} problems={problems} onChange={onChange} />;
  return (
    <div className="formula-or-condition">
      <FormulaInput label={label} value={value} scope={scope} readOnly={readOnly} outside={problems} onChange={onChange} />
      {readOnly || value.trim() !== '' ? null : <Button look="link" size="small" icon={<ListFilter size={13} aria-hidden="true" />} onPress={() => setAsked(true)}>{text.asCondition}</Button>}
    </div>
  );
}
