import type { Plugin } from 'esbuild';

/** Bundles the server alone into `dist/`, under another name and through plugins when asked. */
export declare function buildServer(options?: { readonly out?: string; readonly plugins?: Plugin[] }): Promise<void>;

/** Bundles the portal's start page for the server to draw, into `dist/` or a folder of its own. */
export declare function buildFirstPage(folder?: string): Promise<void>;

/** Bundles one file of the repository the way the server is, into `dist/`, and answers where it is. */
export declare function bundleAsServer(entry: string, options: { readonly out: string }): Promise<string>;
