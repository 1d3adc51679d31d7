/** Room around a flow that is shown whole: the bars above and below cover nothing. */
export const FIT = { maxZoom: 1, padding: { top: '72px', left: 0.1, right: 0.1, bottom: '96px' } } as const;
