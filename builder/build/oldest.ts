import type { Plugin } from 'vite';

/** The oldest browsers the portal is written for, as esbuild and Vite name them: Android phones since 2020, iPhones since the 6s. */
export const OLDEST = ['chrome86', 'edge86', 'firefox98', 'safari15.4'];

/** The portal is opened on any phone, the designer at an office. */
export function forOlderBrowsers(page: string): Plugin {
  return {
    name: `for-older-browsers-${page}`,
    apply: 'build',
    config: ({ build }) => {
      const { input } = build?.rolldownOptions ?? {};
      return typeof input === 'object' && page in input ? { build: { target: OLDEST } } : undefined;
    },
  };
}
