/** What is told of a reader's hands. */
export interface HandsHeard {
  /** A pointer goes down, or something of the page is taken up to be carried. */
  readonly hold: () => void;
  /** Everything is let go of; a frame later, so that what was carried is put down first. */
  readonly free: () => void;
}

/** Listens to pointers and to what the browser carries; gives the end of listening. */
export function listenToHands({ hold, free }: HandsHeard): () => void {
  let carried = false;
  let frame = 0;
  const take = (): void => {
    cancelAnimationFrame(frame);
    hold();
  };
  const letGo = (): void => {
    // The mouse is let go after its pointer.
    frame = requestAnimationFrame(free);
  };
  const carry = (): void => {
    carried = true;
    take();
  };
  const put = (): void => {
    carried = false;
    letGo();
  };
  // The browser takes the pointer away from what it carries itself.
  const cancel = (): void => {
    if (!carried) letGo();
  };
  const heard = { pointerdown: take, pointerup: letGo, pointercancel: cancel, dragstart: carry, dragend: put } as const;
  for (const [type, hear] of Object.entries(heard)) window.addEventListener(type, hear, true);
  return () => {
    cancelAnimationFrame(frame);
    for (const [type, hear] of Object.entries(heard)) window.removeEventListener(type, hear, true);
  };
}
