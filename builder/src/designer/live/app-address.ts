import { useEffect, useState } from 'react';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';

/** Where people use what is published. */
export const appPath = (scenario: string): string => `/portal/apps/${encodeURIComponent(scenario)}`;

/** Somebody can do something with it in the portal: fill in a form or look at a page. */
export function isInPortal({ flows, pages }: Pick<Scenario, 'flows' | 'pages'>): boolean {
  return Object.keys(pages ?? {}).length > 0 || Object.values(flows).some(({ nodes }) => Object.values(nodes).some(({ type }) => type === 'start.form'));
}

/** No other device can open an address of this host. */
export function isOnlyHere(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.');
}

/** Whoever tells of a published app asks by this event of the window for its address on a QR code. */
const ASK_FOR_ADDRESS = 'ask-for-app-address';

export function askForAddress(release: number): void {
  window.dispatchEvent(new CustomEvent(ASK_FOR_ADDRESS, { detail: release }));
}

/** The release whose address was asked for, until the answer is closed. */
export function useAddressAsked(): { readonly release: number | undefined; readonly close: () => void } {
  const [release, setRelease] = useState<number>();
  useEffect(() => {
    const onAsk = (event: Event) => setRelease((event as CustomEvent<number>).detail);
    window.addEventListener(ASK_FOR_ADDRESS, onAsk);
    return () => window.removeEventListener(ASK_FOR_ADDRESS, onAsk);
  }, []);
  return { release, close: () => setRelease(undefined) };
}
