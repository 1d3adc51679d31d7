let lost = false;

/** Whether the last request found no server. */
export const line = {
  isLost: (): boolean => lost || !navigator.onLine,
  heard: (answered: boolean): void => {
    lost = !answered;
  },
};
