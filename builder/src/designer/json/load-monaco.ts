import type * as MonacoModule from './monaco.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';

/** Monaco reads its language table once, before its first module: switching the language needs a reload of the page. */
export async function loadMonaco(locale: Locale): Promise<typeof MonacoModule> {
  if (locale === 'zh-CN') await import('monaco-editor/nls/lang/zh-cn');
  return import('./monaco.ts');
}
