import { useState } from 'react';
import { useTexts } from '../../../../text/locale.tsx';
import { RadioGroup } from '../../../../ui/choice.tsx';
import { FromConnectionDialog } from '../source/from-connection-dialog.tsx';
import { sourceTexts } from '../source/source-text.ts';
import { FromFileDialog } from './from-file-dialog.tsx';

export interface NewDatasetProps {
  /** Addresses that are taken. */
  readonly taken: readonly string[];
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

/** A dataset from a file, from nothing, or from a connection. */
export function NewDatasetDialog(props: NewDatasetProps) {
  const text = useTexts(sourceTexts);
  const [isConnected, setIsConnected] = useState(false);
  const choice = <RadioGroup label={text.where} flow="row" value={isConnected ? 'connection' : 'file'} options={[{ id: 'file', label: text.fromFile }, { id: 'connection', label: text.fromConnection }]} onChange={(id) => setIsConnected(id === 'connection')} />;
  return isConnected ? <FromConnectionDialog {...props} choice={choice} /> : <FromFileDialog {...props} choice={choice} />;
}
