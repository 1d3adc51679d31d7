import { useLocale } from '../../text/locale.tsx';
import { asSchema, membersOf, schemaTitle, schemaTypeName, shortValue } from '../formula/formula-scope.ts';

/** What people call the member at a path of the value; undefined shows its name as it is. */
type NameOf = (path: readonly string[]) => string | undefined;
const NO_PATH: readonly string[] = [];

function MemberName({ name, title }: { readonly name: string; readonly title: string | undefined }) {
  if (title === undefined || title === name) return <code>{name}</code>;
  return <span className="value-title" title={name}>{title}</span>;
}

/** A JSON value as a tree that opens one level at a time. */
export function ValueView({ value, name, nameOf, path = NO_PATH }: { readonly value: unknown; readonly name?: string; readonly nameOf?: NameOf; readonly path?: readonly string[] }) {
  const { locale } = useLocale();
  if (typeof value !== 'object' || value === null) {
    return (
      <div className="value-line">
        {name === undefined ? null : <MemberName name={name} title={nameOf?.(path)} />}
        <span data-kind={typeof value}>{value === undefined ? '—' : shortValue(value, locale, 200)}</span>
      </div>
    );
  }
  const inner = Object.entries(value)
    .slice(0, 100)
    .map(([key, member]) => <ValueView key={key} name={key} value={member} path={[...path, key]} {...(nameOf === undefined ? {} : { nameOf })} />);
  if (name === undefined) return <div className="value-tree">{inner}</div>;
  return (
    <details className="value-branch">
      <summary>
        <MemberName name={name} title={nameOf?.(path)} /> <span>{shortValue(value, locale)}</span>
      </summary>
      <div className="value-tree">{inner}</div>
    </details>
  );
}

/** A JSON Schema as a tree of names with title, type and last value. */
export function SchemaView({ name, schema, sample, title, depth = 0 }: { readonly name: string; readonly schema: unknown; readonly sample: unknown; readonly title?: string | undefined; readonly depth?: number }) {
  const { locale } = useLocale();
  const view = asSchema(schema);
  const members = depth > 5 ? [] : Object.entries(membersOf(view));
  const holder: unknown = Array.isArray(sample) ? sample[0] : sample;
  const head = (
    <>
      <code>{name}</code>
      <span className="schema-title">{title ?? schemaTitle(view, locale) ?? ''}</span>
      <span className="schema-type">{schemaTypeName(view, locale)}</span>
      <span className="schema-sample">{shortValue(sample, locale, 18)}</span>
    </>
  );
  if (members.length === 0) return <div className="schema-line">{head}</div>;
  return (
    <details className="schema-branch" open={depth === 0 && members.length <= 8}>
      <summary className="schema-line">{head}</summary>
      <div className="schema-members">
        {members.map(([key, member]) => (
          <SchemaView key={key} name={key} schema={member} sample={typeof holder === 'object' && holder !== null ? (holder as Record<string, unknown>)[key] : undefined} depth={depth + 1} />
        ))}
      </div>
    </details>
  );
}
