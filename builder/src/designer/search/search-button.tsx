import { Search } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { KeyHint } from '../../ui/chip.tsx';
import { COMMAND_KEY } from '../canvas/keys.ts';
import { askForSearch } from './asked.ts';
import './search.css';
import { searchTexts } from './search-text.ts';

/** Opens the search of the page it stands on, and says by which keys that goes as well. */
export function SearchButton() {
  const text = useTexts(searchTexts);
  return (
    <button type="button" className="search-button" aria-haspopup="dialog" onClick={askForSearch}>
      <Search size={14} strokeWidth={1.75} aria-hidden="true" />
      <span>{text.open}</span>
      <KeyHint keys={`${COMMAND_KEY}K`} />
    </button>
  );
}
