import { ChevronDown, DatabaseZap, FileUp, FunctionSquare, History, Languages, ListChecks, Plus, Sigma, Trash2, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { ComputedDialog } from './computed/computed-dialog.tsx';
import type { SampleRow } from './computed/computed-draft.ts';
import { computedTexts } from './computed/computed-text.ts';
import { dataTexts } from './data-text.ts';
import { datasetTitle } from './dataset-title.ts';
import { GoneDialog } from './history/history-dialog.tsx';
import { historyTexts } from './history/history-text.ts';
import { ImportDialog } from './import-dialog.tsx';
import { ImportsDialog } from './imports-dialog.tsx';
import { importsTexts } from './imports-text.ts';
import { QualityDialog } from './quality/quality-dialog.tsx';
import { qualityTexts } from './quality/quality-text.ts';
import { RowDialog } from './row-dialog.tsx';
import { SourceDialog } from './source/source-dialog.tsx';
import { sourceTexts } from './source/source-text.ts';
import { TotalsDialog } from './totals/totals-dialog.tsx';
import { totalsTexts } from './totals/totals-text.ts';
import { WordsDialog } from './words/words-dialog.tsx';
import { wordsTexts } from './words/words-text.ts';

type Tool = 'row' | 'quality' | 'imports' | 'totals' | 'computed' | 'gone' | 'words' | 'import' | 'source';

function OpenTool({ tool, definition, rows, onClose }: { readonly tool: Tool; readonly definition: DatasetDefinition; readonly rows: readonly SampleRow[]; readonly onClose: () => void }) {
  const { locale } = useLocale();
  const { id } = definition;
  if (tool === 'row') return <RowDialog definition={definition} row={undefined} onClose={onClose} />;
  if (tool === 'gone') return <GoneDialog definition={definition} onClose={onClose} />;
  if (tool === 'words') return <WordsDialog definition={definition} onClose={onClose} />;
  if (tool === 'totals') return <TotalsDialog definition={definition} onClose={onClose} />;
  if (tool === 'quality') return <QualityDialog definition={definition} rows={rows} onClose={onClose} />;
  if (tool === 'computed') return <ComputedDialog definition={definition} rows={rows} onClose={onClose} />;
  if (tool === 'source') return <SourceDialog definition={definition} onClose={onClose} />;
  if (tool === 'imports') return <ImportsDialog dataset={id} title={datasetTitle(definition, locale)} onClose={onClose} />;
  return <ImportDialog definition={definition} onClose={onClose} />;
}

/** What can be done with a dataset as a whole. */
export function DatasetTools({ definition, rows, isKept, mayChange }: { readonly definition: DatasetDefinition; readonly mayChange: boolean; /** A scenario says what columns it has. */ readonly isKept: boolean; /** The first rows, as samples. */ readonly rows: readonly SampleRow[] }) {
  const text = useTexts(dataTexts);
  const imports = useTexts(importsTexts);
  const history = useTexts(historyTexts);
  const totals = useTexts(totalsTexts);
  const computed = useTexts(computedTexts);
  const quality = useTexts(qualityTexts);
  const source = useTexts(sourceTexts);
  const words = useTexts(wordsTexts);
  const [tool, setTool] = useState<Tool>();
  const deeds = [['row', text.addRow, Plus], ['import', text.import, FileUp]] as const;
  const groups: readonly (readonly [string, readonly (readonly [Tool, string, LucideIcon])[]])[] = [
    ...(mayChange ? [[text.rules, [...(isKept ? [] : [['computed', computed.button, FunctionSquare] as const]), ['totals', totals.button, Sigma], ['quality', quality.button, ListChecks], ['source', source.setUp, DatabaseZap], ...(isKept ? [] : [['words', words.button, Languages] as const])]] as const] : []),
    [text.past, [['imports', imports.button, History], ['gone', history.gone, Trash2]]],
  ];
  return (
    <>
      {deeds.map(([id, label, Sign]) => (
        <Button key={id} icon={<Sign size={14} aria-hidden="true" />} onPress={() => setTool(id)}>
          {label}
        </Button>
      ))}
      {groups.map(([title, entries]) => (
        <Menu key={title} label={title} entries={entries.map(([id, label, Sign]) => ({ id, label, icon: <Sign size={14} aria-hidden="true" />, onAction: () => setTool(id) }))}>
          <Button>
            {title}
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        </Menu>
      ))}
      {tool === undefined ? null : <OpenTool tool={tool} definition={definition} rows={rows} onClose={() => setTool(undefined)} />}
    </>
  );
}
