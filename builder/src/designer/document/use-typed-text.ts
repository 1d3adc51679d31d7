import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { typing } from './typing.ts';

/** Pause after the last key before the text becomes an edit, in milliseconds. */
const PAUSE_MS = 600;

/** When a text reaches the document: after a pause of typing, on leaving the field only, with every key, or (`apart`) on leaving, without being part of the draft. */
export type WhenCommitted = 'pause' | 'leaving' | 'key' | 'apart';

export interface TypedText {
  /** What the field shows. */
  readonly text: string;
  readonly type: (text: string) => void;
  /** The field has the focus: from here on, Escape leads back to what stood there. */
  readonly enter: () => void;
  /** The person leaves the field or says that this is it. */
  readonly leave: () => void;
  readonly cancel: () => void;
  /** An input method begins or ends composing. */
  readonly compose: (on: boolean) => void;
}

/**
 * `typing`: since the last pause; `moved`: the value has changed meanwhile. `handed`: handed on, and nothing came of it
 * yet, or ever where it was refused. `taken`: the value has changed since; it may say the same in other words.
 */
type Status = 'idle' | 'typing' | 'moved' | 'handed' | 'taken';

const AFTER_CHANGE = { idle: 'idle', typing: 'moved', moved: 'moved', handed: 'taken', taken: 'idle' } as const satisfies Record<Status, Status>;

interface Burst {
  /** Takes back the notice that something is unsaved; absent once all typed was handed on. */
  release?: (() => void) | undefined;
  timer?: ReturnType<typeof setTimeout> | undefined;
  composing: boolean;
  /** What stood in the field when it was entered, and whether anything was handed on since. */
  entered: string;
  wrote: boolean;
}

/**
 * A text with its own state while it is typed. It counts as unsaved from the first key; it is handed on after a pause, on
 * leaving, and when the page or the field goes. What arrives meanwhile does not touch what is being typed.
 */
export function useTypedText(value: string, onCommit: (value: string) => void, when: WhenCommitted = 'pause'): TypedText {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [status, setStatus] = useState<Status>('idle');
  const burst = useRef<Burst>({ composing: false, entered: value, wrote: false });
  if (seen !== value) {
    setSeen(value);
    setStatus(AFTER_CHANGE[status]);
    if (AFTER_CHANGE[status] === 'idle') setText(value);
  }
  const latest = useRef({ value, text, status, onCommit });
  useLayoutEffect(() => {
    latest.current = { value, text, status, onCommit };
  });
  const hand = useCallback((): void => {
    burst.current.release?.();
    burst.current.release = undefined;
    const { text: typed, value: present, onCommit: commit } = latest.current;
    if (typed === present) return;
    burst.current.wrote = true;
    commit(typed);
  }, []);
  const rest = useCallback((): void => {
    clearTimeout(burst.current.timer);
    if (burst.current.release !== undefined) {
      setStatus('handed');
      return hand();
    }
    // Handed on before others' edits came in: what stands now is shown.
    if (latest.current.status === 'moved') setText(latest.current.value);
    setStatus(latest.current.status === 'moved' ? 'idle' : 'handed');
  }, [hand]);
  useLayoutEffect(
    () => () => {
      clearTimeout(burst.current.timer);
      if (burst.current.release !== undefined) hand();
    },
    [hand],
  );
  const wait = (): void => {
    clearTimeout(burst.current.timer);
    if (when === 'pause') burst.current.timer = setTimeout(() => (burst.current.composing ? undefined : rest()), PAUSE_MS);
  };
  return {
    text,
    enter: () => {
      burst.current.entered = value;
      burst.current.wrote = false;
    },
    type: (next) => {
      latest.current = { ...latest.current, text: next };
      setText(next);
      if (when === 'key') hand();
      if (when === 'key' || when === 'apart') return;
      setStatus('typing');
      burst.current.release ??= typing.hold(() => (burst.current.composing ? undefined : hand()));
      wait();
    },
    leave: () => {
      clearTimeout(burst.current.timer);
      const isSettled = burst.current.release === undefined && (status === 'taken' || status === 'moved');
      setStatus('idle');
      if (isSettled) setText(value);
      else hand();
    },
    cancel: () => {
      clearTimeout(burst.current.timer);
      burst.current.release?.();
      burst.current.release = undefined;
      setStatus('idle');
      const back = burst.current.wrote ? burst.current.entered : value;
      setText(back);
      if (back !== value) onCommit(back);
    },
    compose: (on) => {
      burst.current.composing = on;
      if (!on && burst.current.release !== undefined) wait();
    },
  };
}
