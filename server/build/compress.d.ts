/** Lays a brotli and a gzip twin beside every file of text in a folder. */
export declare function compressFolder(folder: string): Promise<void>;
