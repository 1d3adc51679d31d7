import { Link } from 'wouter';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { flowOrder } from '../canvas/flow-graph.ts';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocument } from '../document/document-context.tsx';
import { nodeTitle } from '../document/scenario-text.ts';
import { pageTexts } from './scenario-text.ts';

/** Every form of the scenario, in flow order. */
export function FormsPage() {
  const text = useTexts(pageTexts);
  const { locale } = useLocale();
  const { id, scenario } = useDocument();
  const types = useNodeTypes();
  const forms = Object.entries(scenario.flows).flatMap(([flow, body]) => flowOrder(body).flatMap((node) => (Array.isArray(body.nodes[node]?.config['fields']) && /^(?:start|human)\./.test(body.nodes[node].type) ? [{ flow, node, fields: body.nodes[node].config['fields'] as readonly unknown[], type: body.nodes[node].type }] : [])));
  if (forms.length === 0) return <EmptyState title={text.formsEmpty}>{text.formsEmptyText}</EmptyState>;
  return (
    <div className="forms-page">
      <h2>{text.formsTitle}</h2>
      <ul className="forms-list">
        {forms.map((form) => {
          const type = types.get(form.type);
          return (
            <li key={`${form.flow}/${form.node}`}>
              <Link href={`/s/${id}/form/${encodeURIComponent(form.flow)}/${encodeURIComponent(form.node)}`}>
                <CategoryTile category={type?.category ?? 'form'} icon={type?.icon ?? 'layout-list'} />
                <b>{nodeTitle(scenario, form.flow, form.node, locale)}</b>
                <em>{text.fields(form.fields.length)}</em>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
