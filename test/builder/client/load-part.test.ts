import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadPart, PartMissing, partsWaiting } from '../../../builder/src/client/load-part.ts';

const line = new EventTarget();
const health = vi.fn<() => Promise<{ json: () => Promise<unknown> }>>();
const answers = async () => ({ json: async () => ({ ok: true }) });
const silent = () => Promise.reject(new TypeError('Failed to fetch'));
const gateway = async () => ({ json: () => Promise.reject(new SyntaxError('<html>')) });

beforeEach(() => {
  vi.useFakeTimers();
  health.mockReset();
  vi.stubGlobal('fetch', health);
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('addEventListener', line.addEventListener.bind(line));
  vi.stubGlobal('removeEventListener', line.removeEventListener.bind(line));
  vi.stubGlobal('document', { querySelectorAll: () => [] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a part of the pages that is loaded when it is first shown', () => {
  it.each([['does not answer', silent], ['is hidden behind a gateway that answers for it', gateway]])('waits while the server %s, says so, and is then there', async (_, away) => {
    const load = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValueOnce('the panel');
    health.mockImplementation(away);
    const part = loadPart(load);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([load.mock.calls.length, partsWaiting.get()]).toEqual([1, true]);
    health.mockImplementation(answers);
    line.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    expect([await part, partsWaiting.get()]).toEqual(['the panel', false]);
  });

  it('is not asked for at all while there is no line: many browsers never ask again for what could not be had', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    health.mockImplementation(silent);
    const load = vi.fn().mockResolvedValue('the panel');
    const part = loadPart(load);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(load).not.toHaveBeenCalled();
    health.mockImplementation(answers);
    await vi.advanceTimersByTimeAsync(3_000);
    expect([await part, load.mock.calls.length]).toEqual(['the panel', 1]);
  });

  it('is asked for once more when the server answers', async () => {
    health.mockImplementation(answers);
    expect(await loadPart(vi.fn().mockRejectedValueOnce(new TypeError('blip')).mockResolvedValueOnce('the panel'))).toBe('the panel');
  });

  it('is missing when the server answers and it is not there', async () => {
    health.mockImplementation(answers);
    await expect(loadPart(() => Promise.reject(new TypeError('gone')))).rejects.toBeInstanceOf(PartMissing);
  });

  it('has its styles, which failed with it, asked for again', async () => {
    health.mockImplementation(answers);
    const fresh = new EventTarget();
    const broken = { sheet: null, href: '/assets/a.css', cloneNode: () => fresh, replaceWith: () => queueMicrotask(() => fresh.dispatchEvent(new Event('load'))) };
    const replaced = vi.spyOn(broken, 'replaceWith');
    vi.stubGlobal('document', { querySelectorAll: () => [broken, { sheet: {} }] });
    expect(await loadPart(vi.fn().mockRejectedValueOnce(new Error('Unable to preload CSS')).mockResolvedValueOnce('the panel'))).toBe('the panel');
    expect(replaced).toHaveBeenCalledTimes(1);
  });
});
