import { useMemo } from 'react';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { Change } from '../document/change.ts';
import { useCheck } from '../document/check-context.tsx';
import { useRename } from '../rename/rename-context.tsx';
import { useDocument } from '../document/document-context.tsx';
import { useUndoOffer } from '../document/undo-offer.ts';
import type { OutsideProblem } from '../formula/formula-input.tsx';
import { problemsUnder } from './problems-under.ts';
import { settingsTexts } from './settings-text.ts';

/** The document as the settings see it: one way to change it, one way to ask for problems. */
export interface SettingsDesk {
  readonly id: string;
  readonly scenario: Scenario;
  readonly locale: Locale;
  readonly readOnly: boolean;
  /** Does one step of undo. */
  readonly change: (label: string, changes: readonly Change[]) => void;
  /** Sets a value, or removes it when undefined. */
  readonly set: (label: string, path: string, value: unknown) => void;
  /** Removes a whole entry and offers to take that back. */
  readonly remove: (what: string, changes: readonly Change[]) => void;
  /** Opens the dialog that gives an entry another name. */
  readonly rename: (kind: 'roles' | 'parameters' | 'lists' | 'bases' | 'connections', id: string) => void;
  /** Problems at exactly this pointer, or also below it with `deep`. */
  readonly problemsAt: (path: string, deep?: boolean) => readonly OutsideProblem[];
}

export function useSettings(): SettingsDesk {
  const ask = useRename();
  const { id, scenario, edit, readOnly } = useDocument();
  const { diagnostics } = useCheck();
  const { locale } = useLocale();
  const text = useTexts(settingsTexts);
  const toast = useToast();
  const undoOffer = useUndoOffer();
  return useMemo<SettingsDesk>(() => {
    const change: SettingsDesk['change'] = (label, changes) => void edit({ label, changes });
    return {
      id,
      scenario,
      locale,
      readOnly,
      change,
      set: (label, path, value) => change(label, [{ path, ...(value === undefined ? {} : { value }) }]),
      remove: (what, changes) => {
        change(text.removeLabel(what), changes);
        toast({ text: text.removed(what), action: undoOffer() });
      },
      rename: (kind, entry) => ask({ named: { kind, path: [entry] } }),
      problemsAt: (path, deep = false) => problemsUnder(diagnostics, path, deep, locale, (label, changes) => change(label, changes)),
    };
  }, [id, scenario, edit, readOnly, diagnostics, locale, text, toast, undoOffer, ask]);
}
