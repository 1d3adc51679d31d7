import { KeyHint } from './chip.tsx';
import './key-list.css';

export interface ShownKeys {
  readonly keys: readonly string[];
  readonly words: string;
}

/** What each key does, two columns where there is room. */
export function KeyList({ rows }: { readonly rows: readonly ShownKeys[] }) {
  return (
    <dl className="key-list">
      {rows.map(({ keys, words }) => (
        <div key={`${keys.join()} ${words}`}>
          <dt>{keys.map((key) => <KeyHint key={key} keys={key} />)}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
