import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { CaseFile } from '../../../../runtime/schema/case.ts';
import { isDialogOpen, keyName } from '../canvas/keys.ts';
import { TraceContext } from '../document/trace-context.tsx';
import { RunDialog } from './run-dialog.tsx';
import { useTestRun } from './use-test-run.ts';

interface TestRunDialog {
  readonly open: () => void;
}

const DialogContext = createContext<TestRunDialog>({ open: () => undefined });

/** Opens the test run dialog from anywhere in a scenario. */
export function useTestRunDialog(): TestRunDialog {
  return useContext(DialogContext);
}

/** Holds the test run above the tabs, so that the overlay stays while a table or form is edited. */
export function TestRunProvider({ cases, children }: { readonly cases: CaseFile; readonly children: ReactNode }) {
  const hook = useTestRun();
  const [open, setOpen] = useState(false);
  const dialog = useMemo(() => ({ open: () => setOpen(true) }), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.isComposing || keyName(event) !== 'Mod+Enter' || isDialogOpen()) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <TraceContext value={hook}>
      <DialogContext value={dialog}>
        {children}
        {open ? <RunDialog cases={cases} onClose={() => setOpen(false)} /> : null}
      </DialogContext>
    </TraceContext>
  );
}
