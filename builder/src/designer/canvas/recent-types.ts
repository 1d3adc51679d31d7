const KEY = 'scenario-studio.recent-nodes';
const MOST = 6;

export function recentTypes(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

export function rememberType(type: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([type, ...recentTypes().filter((item) => item !== type)].slice(0, MOST)));
  } catch {
    // The list then simply starts from the palette's order.
  }
}
