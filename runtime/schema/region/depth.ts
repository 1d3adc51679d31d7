/** How far down a question about a place asks. */
export const REGION_DEPTHS = ['city', 'county', 'town'] as const;
export type RegionDepth = (typeof REGION_DEPTHS)[number];
