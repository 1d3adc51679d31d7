import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadPart } from '../../builder/src/designer/app/load-part.ts';

afterEach(() => vi.unstubAllGlobals());

describe('a part of the studio that is loaded when it is first shown', () => {
  it('waits for the line where it is cut, and is then there', async () => {
    const line = new EventTarget();
    vi.stubGlobal('navigator', { onLine: false });
    vi.stubGlobal('addEventListener', line.addEventListener.bind(line));
    const load = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce('the panel');
    const part = loadPart(load);
    await Promise.resolve();
    await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(1));
    line.dispatchEvent(new Event('online'));
    expect(await part).toBe('the panel');
  });

  it('is missing when there is a line and it is not there', async () => {
    vi.stubGlobal('navigator', { onLine: true });
    await expect(loadPart(() => Promise.reject(new TypeError('gone')))).rejects.toThrow('gone');
  });
});
