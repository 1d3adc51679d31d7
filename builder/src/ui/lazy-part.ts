import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { loadPart } from '../client/load-part.ts';

/** A part that is loaded when it is first drawn; see `loadPart` for a cut line and an upgraded server. */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await loadPart(load) }));
}
