/** Bundles the server alone into `dist/`. */
export declare function buildServer(): Promise<void>;
