/** Resolves when the browser says it has a line again. */
const online = (): Promise<void> => new Promise((resolve) => addEventListener('online', () => resolve(), { once: true }));

/**
 * Loads a part of the studio, and waits for the line where it is cut.
 * @throws what `load` threw while there was a line: the part is gone, for example after an upgrade of the server
 */
export async function loadPart<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if (navigator.onLine) throw error;
    await online();
    return loadPart(load);
  }
}
