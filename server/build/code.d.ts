/** Runs `NAME.cjs` beside the given address of `NAME.mjs`, and answers what makes its compiled form. */
export declare function runCode(self: string): () => Buffer;
