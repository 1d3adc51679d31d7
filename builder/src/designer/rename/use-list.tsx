import { useMemo } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocument } from '../document/document-context.tsx';
import { useOpenPlace } from '../document/open-place.ts';
import { renameTexts } from './rename-text.ts';
import { snippetOf, wordsOfUse, type UseWords } from './use-words.ts';
import type { Hit } from './visit.ts';

const SHOWN = 100;

function Change({ words, to }: { readonly words: UseWords; readonly to: string }) {
  if (words.spans.length === 0) return null;
  const { before, parts } = snippetOf(words.text, words.spans);
  return (
    <code className="rename-change">
      {before}
      {parts.map(({ old, after }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts of one text have no other identity
        <span key={index}>{old === to ? <mark>{old}</mark> : <><del>{old}</del> <ins>{to}</ins></>}{after}</span>
      ))}
    </code>
  );
}

/** The uses of a name, each in words with what becomes of it, and leading to its place. */
export function UseList({ uses, to, onLeave }: { readonly uses: readonly Hit[]; readonly to: string; readonly onLeave: () => void }) {
  const text = useTexts(renameTexts);
  const { locale } = useLocale();
  const { scenario } = useDocument();
  const types = useNodeTypes();
  const open = useOpenPlace();
  const edges = uses.filter(({ path }) => path[2] === 'edges');
  const others = useMemo(() => uses.filter(({ path }) => path[2] !== 'edges').slice(0, SHOWN).map((hit) => wordsOfUse({ scenario, locale, typeOf: types.get }, hit)), [uses, scenario, locale, types]);
  const rest = uses.length - edges.length - others.length;
  if (uses.length === 0) return <p className="rename-more">{text.noUse}</p>;
  return (
    <>
      <p className="rename-more" id="rename-count">{text.willChange(uses.length)}</p>
      <ul className="rename-uses" aria-labelledby="rename-count">
        {others.map((words) => {
          const where = words.place === '' ? words.owner : `${words.owner} › ${words.place}`;
          const go = () => {
            onLeave();
            open({ path: words.path, ...(words.flow === undefined ? {} : { flow: words.flow }), ...(words.node === undefined ? {} : { node: words.node }) });
          };
          return (
            <li key={`${words.path} ${words.text}`}>
              <button type="button" className="rename-use" title={text.show(where)} onClick={go}>
                <span>{where}</span>
                <Change words={words} to={to} />
              </button>
            </li>
          );
        })}
        {rest > 0 ? <li className="rename-rest">{text.more(rest)}</li> : null}
        {edges.length > 0 ? <li className="rename-rest">{text.edges(edges.length)}</li> : null}
      </ul>
    </>
  );
}
