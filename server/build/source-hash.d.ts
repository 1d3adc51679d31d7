/** Whether `dist/` of the product in this folder holds what its sources make. */
export declare function isBuilt(home: string): boolean;
