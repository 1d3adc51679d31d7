/** Without the newer way, which only secure addresses have and office networks often are not. */
function copyTheOldWay(text: string): boolean {
  const put = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', put, { capture: true });
  }
}

/** Puts a text on the clipboard. @returns whether it is there; a browser may forbid it */
export async function copyText(text: string): Promise<boolean> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (clipboard === undefined) return copyTheOldWay(text);
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text);
  }
}
