import type { Plugin } from 'esbuild';

/** Bundles the server alone into `dist/`, under another name and through plugins when asked. */
export declare function buildServer(options?: { readonly out?: string; readonly plugins?: Plugin[] }): Promise<void>;
