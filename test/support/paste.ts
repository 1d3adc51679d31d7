import type { Locator } from 'playwright-core';

/** Pastes into an element as from the clipboard: text, what stands there as HTML, or pictures. */
export async function pasteInto(target: Locator, { text = '', html = '', pictures = 0 }: { readonly text?: string; readonly html?: string; readonly pictures?: number }): Promise<void> {
  await target.evaluate((element, [words, markup, count]) => {
    const clipboardData = new DataTransfer();
    if (words !== '') clipboardData.setData('text/plain', words);
    if (markup !== '') clipboardData.setData('text/html', markup);
    for (let at = 0; at < count; at += 1) clipboardData.items.add(new File(['x'], `${at}.png`, { type: 'image/png' }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, [text, html, pictures] as const);
}
