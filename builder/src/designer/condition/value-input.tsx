import { Ellipsis, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { Menu } from '../../ui/menu.tsx';
import { FieldSelect } from '../formula/field-picker.tsx';
import { FormulaInput } from '../formula/formula-input.tsx';
import { choicesOf, type FormulaScope, type SchemaView } from '../formula/formula-scope.ts';
import { knownValues } from '../formula/known-values.ts';
import { literalOf, literalText, typedOf } from '../formula/literal.ts';
import { feelTree, pathOf } from '../../../../runtime/language/reading/feel-tree.ts';
import { namesOf } from '../formula/scope-names.ts';
import { TypedInput } from '../formula/typed-input.tsx';
import { asOperand } from './read-condition.ts';
import { conditionTexts } from './condition-text.ts';

export interface ValueProps {
  readonly label: string;
  /** FEEL operand; '' while nothing is chosen. */
  readonly source: string;
  readonly schema: SchemaView | undefined;
  /** Path of the field compared, for known values and the words of codes. */
  readonly about: string;
  readonly scope: FormulaScope;
  readonly readOnly: boolean;
  readonly labelOf: (path: string, value: string) => string;
  readonly onChange: (source: string) => void;
}

type Kind = 'value' | 'field' | 'formula' | 'today';

function kindOf(source: string, scope: FormulaScope): Kind {
  if (source === '' || literalText(source) !== undefined) return 'value';
  if (/^today\(\s*\)$/.test(source)) return 'today';
  const [body] = feelTree(source, 'expression', namesOf(scope))?.children ?? [];
  return body && pathOf(body) !== undefined ? 'field' : 'formula';
}

/** One value of a comparison: typed, another field, or a formula; the menu beside it changes which. */
export function ValueInput({ label, source, schema, about, scope, readOnly, labelOf, onChange }: ValueProps) {
  const text = useTexts(conditionTexts);
  const [asked, setAsked] = useState<Kind>();
  const kind = source === '' ? (asked ?? 'value') : asked === 'formula' ? 'formula' : kindOf(source, scope);
  const choose = (next: Kind) => {
    setAsked(next === 'today' ? undefined : next);
    if (next === 'today') onChange('today()');
    else if (next !== 'formula' && source !== '' && kindOf(source, scope) !== next) onChange('');
  };
  const kinds: readonly Kind[] = ['value', 'field', 'formula', ...(typedOf(schema) === 'date' ? (['today'] as const) : [])];
  return (
    <span className="condition-value">
      {kind === 'today' ? <span className="condition-today">{text.kind_today}</span> : null}
      {kind === 'value' ? <TypedInput label={label} text={literalText(source) ?? ''} schema={schema} readOnly={readOnly} labelOf={(value) => labelOf(about, value)} suggestions={knownValues(scope.samples, about.split('.'))} onCommit={(_text, literal) => onChange(literal)} /> : null}
      {kind === 'field' ? <FieldSelect label={label} scope={scope} value={source} isDisabled={readOnly} onPick={onChange} /> : null}
      {kind === 'formula' ? <FormulaInput label={label} value={source} scope={scope} readOnly={readOnly} onChange={(next) => onChange(next.trim() === '' ? '' : (asOperand(next, namesOf(scope)) ?? source))} /> : null}
      {readOnly ? null : (
        <Menu label={text.valueKind} entries={kinds.map((id) => ({ id, label: text[`kind_${id}`], onAction: () => choose(id) }))}>
          <IconButton size="small" label={`${label} · ${text.valueKind}`} icon={<Ellipsis size={13} aria-hidden="true" />} />
        </Menu>
      )}
    </span>
  );
}

interface ManyProps extends Omit<ValueProps, 'source' | 'onChange'> {
  readonly sources: readonly string[];
  readonly onChange: (sources: readonly string[]) => void;
}

function ChoiceBoxes({ label, sources, schema, about, readOnly, labelOf, onChange }: ManyProps) {
  const choices = choicesOf(schema);
  const literal = (value: unknown) => literalOf(String(value), typeof value === 'number' ? 'number' : 'text') ?? '';
  const literals = choices.map(literal);
  const toggle = (value: string, on: boolean) => onChange([...literals, ...sources.filter((one) => !literals.includes(one))].filter((one) => (one === value ? on : sources.includes(one))));
  return (
    <fieldset className="condition-choices" aria-label={label}>
      {choices.map((value) => (
        <Checkbox key={String(value)} value={sources.includes(literal(value))} isDisabled={readOnly} onChange={(on) => toggle(literal(value), on)}>
          {labelOf(about, String(value))}
        </Checkbox>
      ))}
    </fieldset>
  );
}

/** Several values: tick boxes where they are listed, else one line each. */
export function ManyValues(props: ManyProps) {
  const text = useTexts(conditionTexts);
  const { sources, label, readOnly, onChange, schema } = props;
  const literals = choicesOf(schema).map((value) => literalOf(String(value), typeof value === 'number' ? 'number' : 'text'));
  if (literals.length > 0 && literals.length <= 24 && sources.every((source) => source === '' || literals.includes(source))) return <ChoiceBoxes {...props} sources={sources.filter((source) => source !== '')} />;
  const shown = sources.length === 0 ? [''] : sources;
  return (
    <div className="condition-many">
      {shown.map((source, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- values have no other identity than their place
        <span className="condition-many-line" key={index}>
          <ValueInput {...props} label={`${label} ${index + 1}`} source={source} onChange={(next) => onChange(shown.with(index, next))} />
          {readOnly || shown.length === 1 ? null : <IconButton size="small" label={`${text.removeRow} ${index + 1}`} icon={<X size={12} aria-hidden="true" />} onPress={() => onChange(shown.toSpliced(index, 1))} />}
        </span>
      ))}
      {readOnly ? null : <Button look="link" size="small" icon={<Plus size={12} aria-hidden="true" />} onPress={() => onChange([...shown, ''])}>{text.manyAdd}</Button>}
    </div>
  );
}
