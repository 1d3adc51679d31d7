import { shownKey, type KeyRow } from '../../text/keys.ts';
import { useLocale } from '../../text/locale.tsx';
import { KeyList } from '../../ui/key-list.tsx';
import { COMMAND_KEY } from '../canvas/keys.ts';

/** Rows of keys as this machine prints them. */
export function KeyRows({ rows }: { readonly rows: readonly KeyRow[] }) {
  const { locale } = useLocale();
  return <KeyList rows={rows.map(({ keys, words }) => ({ keys: keys.map((key) => shownKey(key, COMMAND_KEY)), words: words[locale] }))} />;
}
