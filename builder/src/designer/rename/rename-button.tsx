import { Pencil } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { idOf, type Named } from './rename.ts';
import { useRename } from './rename-context.tsx';
import { renameTexts } from './rename-text.ts';
import './rename.css';

/** The name of a thing that is not typed where it is edited, and the way to another. */
export function NameLine({ label, named, onDone }: { readonly label: string; readonly named: Named; readonly onDone?: (to: string) => void }) {
  return (
    <p className="rename-line">
      <span>{label}</span> <code>{idOf(named)}</code> <RenameButton things={[named]} {...(onDone === undefined ? {} : { onDone })} />
    </p>
  );
}

/** Renames one thing; of several, the person chooses which. */
export function RenameButton({ things, onDone }: { readonly things: readonly Named[]; readonly onDone?: (to: string) => void }) {
  const text = useTexts(renameTexts);
  const ask = useRename();
  const [only] = things;
  const one = (named: Named) => ask({ named, ...(onDone === undefined ? {} : { onDone }) });
  if (only === undefined) return null;
  if (things.length === 1) return <IconButton size="small" label={text.title(idOf(only))} icon={<Pencil size={14} aria-hidden="true" />} onPress={() => one(only)} />;
  return (
    <Menu label={text.rename} entries={things.map((named) => ({ id: [named.kind, ...named.path].join('/'), label: idOf(named), onAction: () => one(named) }))}>
      <Button size="small">{text.rename}</Button>
    </Menu>
  );
}
