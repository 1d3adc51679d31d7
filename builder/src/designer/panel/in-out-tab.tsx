import { useTexts } from '../../text/locale.tsx';
import { useTrace } from '../document/trace-context.tsx';
import { membersOf, asSchema } from '../formula/formula-scope.ts';
import { useDesk } from './entry-desk.tsx';
import { panelTexts } from './panel-texts.ts';
import { SchemaView } from './value-view.tsx';

/** Names a formula here may use, and what the node gives. */
export function InOutTab() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const trace = useTrace().node(desk.id);
  const { names, samples, titles } = desk.scope;
  const output = asSchema(desk.info?.output);
  return (
    <>
      <section className="panel-section">
        <h3>{text.inputs}</h3>
        <p className="entry-help">{Object.keys(names).length === 0 ? text.noScope : text.inputsHint}</p>
        {Object.entries(names).map(([name, schema]) => (
          <SchemaView key={name} name={name} schema={schema} sample={samples?.[name]} title={titles?.[name]} depth={1} />
        ))}
      </section>
      <section className="panel-section">
        <h3>{text.output}</h3>
        {Object.keys(membersOf(output)).length === 0 ? <p className="entry-help">{text.noOutput}</p> : <SchemaView name={desk.id} schema={output} sample={trace?.output} />}
      </section>
    </>
  );
}
