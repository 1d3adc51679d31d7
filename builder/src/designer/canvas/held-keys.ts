import { isDialogOpen, isWriting } from './keys.ts';

/** What was pressed while a canvas is on its way; undefined while none is waited for. */
let held: string[] | undefined;

/** Keys that a list of nodes is typed into, where nothing else would take them. */
function hear(event: KeyboardEvent): void {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  const isOfPage = target instanceof Element && (target === document.body || target.matches('#main, #root'));
  if (held === undefined || ctrlKey || metaKey || altKey || event.isComposing || !isOfPage || isWriting(target) || isDialogOpen()) return;
  if (key === 'Backspace') held.pop();
  else if (key === 'Enter' ? held.length > 0 : /^[\p{L}\p{N}/]$/u.test(key)) held.push(key);
  else return;
  event.preventDefault();
}

/** Whoever knows the canvas types ahead of it: keys are kept from now on until it takes them. @returns stops it */
export function holdKeys(): () => void {
  held = [];
  window.addEventListener('keydown', hear, true);
  return stop;
}

function stop(): void {
  window.removeEventListener('keydown', hear, true);
  held = undefined;
}

export interface TypedAhead {
  readonly typed: string;
  /** Enter came after it. */
  readonly entered: boolean;
  /** It began with the key that opens the list. */
  readonly asked: boolean;
}

/** What was typed ahead, for the canvas that hears keys itself from here on. */
export function takeHeldKeys(): TypedAhead | undefined {
  const keys = held ?? [];
  stop();
  if (keys.length === 0) return undefined;
  const words = keys.slice(0, keys.includes('Enter') ? keys.indexOf('Enter') : undefined).join('');
  return { typed: words.replace(/^\//, ''), entered: keys.includes('Enter'), asked: words.startsWith('/') };
}
