import { useTexts } from '../../text/locale.tsx';
import { hueOf } from '../../ui/chip.tsx';
import { useNamesAt } from './together-context.tsx';
import './together.css';
import { togetherTexts } from './together-text.ts';

/** On a card of the canvas: who else has chosen it. */
export function OthersMark({ node }: { readonly node: string }) {
  const text = useTexts(togetherTexts);
  const names = useNamesAt(node);
  if (names === '') return null;
  return (
    <span className="others-mark" data-category={hueOf(names.split(', ')[0] ?? '')} title={text.at(names)}>
      <span aria-hidden="true">{names}</span>
      <span className="ui-hidden">{text.at(names)}</span>
    </span>
  );
}

/** In the panel of a node: who else has it open, and what happens then. */
export function OthersNote({ node }: { readonly node: string }) {
  const text = useTexts(togetherTexts);
  const names = useNamesAt(node);
  return names === '' ? null : (
    <p className="others-note" role="note" data-category={hueOf(names.split(', ')[0] ?? '')}>
      {text.atPanel(names)}
    </p>
  );
}
