import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { panelTexts } from './panel-texts.ts';
import { helpBlocks, helpSpans, type HelpBlock } from './plain-markdown.ts';

function Spans({ text }: { readonly text: string }) {
  return helpSpans(text).map((span, index) => {
    const Tag = span.kind === 'plain' ? 'span' : span.kind === 'strong' ? 'strong' : 'code';
    // oxlint-disable-next-line react/no-array-index-key -- spans of a fixed text never move
    return <Tag key={index}>{span.text}</Tag>;
  });
}

function Block({ block }: { readonly block: HelpBlock }) {
  if (block.kind === 'heading') return <h4>{block.text}</h4>;
  if (block.kind === 'code') return <pre>{block.text}</pre>;
  if (block.kind === 'paragraph') return <p><Spans text={block.text} /></p>;
  return (
    <ul>
      {block.items.map((item) => (
        <li key={item}>
          <Spans text={item} />
        </li>
      ))}
    </ul>
  );
}

/** Help of a node type: what it does, an example, its ports. */
export function HelpTab({ type }: { readonly type: NodeTypeItem }) {
  const text = useTexts(panelTexts);
  const { locale } = useLocale();
  const help = type.help?.[locale];
  return (
    <div className="panel-section panel-help">
      <p>{type.summary[locale]}</p>
      {help === undefined ? <p className="entry-help">{text.helpNone}</p> : helpBlocks(help).map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- blocks of a fixed text never move
        <Block key={index} block={block} />
      ))}
      {type.ports.length === 0 ? null : (
        <>
          <h4>{text.ports}</h4>
          <ul>
            {type.ports.map((port) => (
              <li key={port.id}>
                <code>{port.id}</code> {port.title[locale]}
              </li>
            ))}
          </ul>
        </>
      )}
      <h4>{text.example}</h4>
      <pre>{JSON.stringify(type.example, null, 2)}</pre>
      <p className="entry-help">
        {type.type} · {type.version}
        {type.plugin === undefined ? '' : ` · ${type.plugin}`}
      </p>
    </div>
  );
}
