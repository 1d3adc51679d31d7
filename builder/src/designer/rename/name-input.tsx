import { useState } from 'react';
import { LineInput } from '../panel/entries/line-input.tsx';
import type { Named } from './rename.ts';
import { useRename } from './rename-context.tsx';

interface NameInputProps {
  readonly label: string;
  readonly value: string;
  /** What is called so; undefined for a name that nothing else says. */
  readonly named: Named | undefined;
  readonly readOnly: boolean;
  /** Why a name cannot be; then nothing happens. */
  readonly refuses?: (name: string) => boolean;
  /** Gives the name here and nowhere else. */
  readonly onHere: (name: string) => void;
}

/** A name that others go by: a new one is carried to them, once the person has seen where. */
export function NameInput({ label, value, named, readOnly, refuses, onHere }: NameInputProps) {
  const ask = useRename();
  const [given, setGiven] = useState(0);
  const commit = (typed: string) => {
    const next = typed.trim();
    if (next === value || refuses?.(next) === true) return;
    if (named === undefined || value === '') onHere(next);
    else ask({ named, to: next, onlyHere: () => onHere(next), onCancel: () => setGiven((times) => times + 1) });
  };
  return <LineInput key={given} mono when="leaving" label={label} value={value} readOnly={readOnly} onCommit={commit} />;
}
