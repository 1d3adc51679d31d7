import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover as AriaPopover, DialogTrigger, Dialog, Separator } from 'react-aria-components';
import './overlay.css';
import { KeyHint } from './chip.tsx';

export type MenuEntry =
  | { readonly id: string; readonly label: string; readonly icon?: ReactNode; readonly keys?: string; readonly danger?: boolean; readonly isDisabled?: boolean; readonly onAction: () => void }
  | { readonly id: string; readonly separator: true };

export interface MenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** The button that opens it: `Button` or `IconButton` of this kit. */
  readonly children: ReactElement;
}

function MenuEntries({ label, entries, onClose }: Pick<MenuProps, 'label' | 'entries'> & { readonly onClose?: () => void }) {
  return (
    <AriaMenu className="ui-list" aria-label={label} {...(onClose === undefined ? {} : { onClose, autoFocus: 'first' as const })}>
      {entries.map((entry) =>
        'separator' in entry ? (
          <Separator key={entry.id} className="ui-separator" />
        ) : (
          <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className="ui-list-item" onAction={entry.onAction} isDisabled={entry.isDisabled ?? false} {...(entry.danger ? { 'data-danger': '' } : {})}>
            {entry.icon}
            {entry.label}
            {entry.keys === undefined ? null : (
              <span className="ui-item-end">
                <KeyHint keys={entry.keys} />
              </span>
            )}
          </MenuItem>
        ),
      )}
    </AriaMenu>
  );
}

export function Menu({ label, entries, children }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <AriaPopover className="ui-popover" placement="bottom end">
        <MenuEntries label={label} entries={entries} />
      </AriaPopover>
    </MenuTrigger>
  );
}

/** A menu that is open at an element, for places with too many buttons to give each a menu of its own. */
export function AnchoredMenu({ label, entries, anchor, onClose }: Pick<MenuProps, 'label' | 'entries'> & { readonly anchor: Element; readonly onClose: () => void }) {
  return (
    <AriaPopover className="ui-popover" placement="bottom start" triggerRef={{ current: anchor }} isOpen onOpenChange={(open) => (open ? undefined : onClose())}>
      <MenuEntries label={label} entries={entries} onClose={onClose} />
    </AriaPopover>
  );
}

export interface PopoverProps {
  readonly label: string;
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  /** With `onOpenChange`: the caller opens and closes it. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** The page beside it stays within reach, so that things can be dragged out of it. */
  readonly aside?: boolean;
}

/** A small panel at a button. */
export function Popover({ label, trigger, children, open, onOpenChange, aside = false }: PopoverProps) {
  return (
    <DialogTrigger {...(open === undefined ? {} : { isOpen: open })} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      {trigger}
      <AriaPopover className="ui-popover" placement="bottom end" isNonModal={aside}>
        <Dialog aria-label={label} className="ui-popover-body">
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
