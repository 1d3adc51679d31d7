import { readSql } from '../../../../../runtime/schema/sql-text.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextArea } from '../../../ui/text-field.tsx';
import { useTypedText } from '../../document/use-typed-text.ts';
import { useDesk } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { sqlTexts } from './sql-text.ts';

/** The statement, and the parameters it names that have no value yet. */
export function StatementEditor() {
  const desk = useDesk();
  const text = useTexts(sqlTexts);
  const stored = typeof desk.node.config['sql'] === 'string' ? desk.node.config['sql'] : '';
  const typed = useTypedText(stored, (next) => desk.set(['sql'], next, text.statement));
  const params = (desk.node.config['params'] ?? {}) as Readonly<Record<string, string>>;
  const missing = readSql(stored).names.filter((name) => !Object.hasOwn(params, name));
  return (
    <EntryFrame title={text.statement} required help={text.statementHint} problems={desk.problemsAt(['sql'])}>
      <TextArea label={text.statement} hideLabel mono rows={7} isReadOnly={desk.readOnly} value={typed.text} onChange={typed.type} onFocus={typed.enter} onBlur={typed.leave} onCompositionStart={() => typed.compose(true)} onCompositionEnd={() => typed.compose(false)} />
      {missing.length === 0 || desk.readOnly ? null : <div><Button size="small" onPress={() => desk.set(['params'], { ...params, ...Object.fromEntries(missing.map((name) => [name, ''])) }, text.changeParameters)}>{text.addParameters(missing.map((name) => `:${name}`).join('、'))}</Button></div>}
    </EntryFrame>
  );
}
