import type { SameShape } from '../../text/catalogue.ts';
import type { canvasTexts } from './canvas-text.ts';

type CanvasText = SameShape<(typeof canvasTexts)['zh-CN']>;

/** The word for a node's state in a test run; nothing when it has none. */
export function stateWord(text: CanvasText, state: string | undefined): string {
  const words: Readonly<Record<string, string>> = { done: text.stateDone, waiting: text.stateWaiting, error: text.stateError, dead: text.stateDead, running: text.stateRunning };
  return (state !== undefined && Object.hasOwn(words, state) ? words[state] : undefined) ?? '';
}
