import type { Draft } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';

/** Hands a text or bytes to the browser as a file. */
export function downloadFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const link = document.createElement('a');
  const address = URL.createObjectURL(new Blob([content], { type }));
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the object at once for a download; keeping it would leak the whole document.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Hands a JSON text to the browser as a file. */
export function downloadText(name: string, text: string): void {
  downloadFile(name, text, 'application/json');
}

/** The scenario as the server holds it, two spaces deep. */
export async function downloadScenario(id: string): Promise<void> {
  const draft = await request<Draft>(`/api/scenarios/${id}`);
  downloadText(`${id}.scenario.json`, `${JSON.stringify(draft.scenario, null, 2)}\n`);
}
