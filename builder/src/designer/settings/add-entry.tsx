import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { KEY_PATTERN, NAME_PATTERN, RESERVED_NAMES } from '../../../../runtime/schema/ids.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { settingsTexts } from './settings-text.ts';

const PATTERNS = { name: new RegExp(NAME_PATTERN, 'u'), key: new RegExp(KEY_PATTERN, 'u') } as const;

/** Whether a new entry may be called so: well formed, not a word of the language, not taken. */
export function isFree(id: string, kind: keyof typeof PATTERNS, taken: readonly string[]): boolean {
  return PATTERNS[kind].test(id) && !taken.includes(id) && (kind === 'key' || !RESERVED_NAMES.some((word) => word === id));
}

export interface AddEntryProps {
  /** `name` may stand in formulas, `key` may not. */
  readonly kind: 'name' | 'key';
  readonly label: string;
  readonly taken: readonly string[];
  readonly onAdd: (id: string) => void;
  /** More choices beside the name. */
  readonly children?: ReactNode;
}

/** Names a new entry; what is wrong is said on trying, and nothing typed is lost. */
export function AddEntry({ kind, label, taken, onAdd, children }: AddEntryProps) {
  const text = useTexts(settingsTexts);
  const [id, setId] = useState('');
  const [tried, setTried] = useState(false);
  const bad = !isFree(id.trim(), kind, taken);
  const add = (): void => {
    setTried(bad);
    if (bad) return;
    onAdd(id.trim());
    setId('');
  };
  return (
    <form
      className="settings-add"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField mono label={`${text.addLabel(label)} · ${kind === 'name' ? text.name : text.key}`} value={id} onChange={setId} error={tried && bad ? (kind === 'name' ? text.nameBad : text.keyBad) : undefined} />
      {children}
      <Button type="submit" icon={<Plus size={14} aria-hidden="true" />}>{text.add}</Button>
    </form>
  );
}
