/** ⌘ on Apple machines, Ctrl elsewhere. */
export const IS_APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);
export const COMMAND_KEY = IS_APPLE ? '⌘' : 'Ctrl ';

interface KeyLike {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** `Mod+Shift+z`, `Alt+ArrowUp`, `/`: letters in lower case; Shift is named only with Mod, arrows and F-keys. */
export function keyName(event: KeyLike): string {
  const mod = IS_APPLE ? event.metaKey : event.ctrlKey;
  const plain = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (mod || event.key.length > 1);
  return `${mod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${plain}`;
}

/** Keys belong to the text being written, not to the canvas. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=textbox], [role=combobox], [role=grid], .cm-editor, .monaco-editor') !== null);
}

export function isDialogOpen(): boolean {
  return document.querySelector('.ui-scrim, .quick-add, .ui-popover') !== null;
}
