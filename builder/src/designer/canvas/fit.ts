/** Room around a flow that is shown whole: the toolbar and the map below cover nothing. */
export const FIT = { maxZoom: 1, padding: { top: 0.1, left: 0.1, right: 0.1, bottom: '96px' } } as const;
