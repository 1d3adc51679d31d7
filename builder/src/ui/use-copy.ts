import { useTexts } from '../text/locale.tsx';
import { copyText } from './copy-text.ts';
import { useToast } from './toast.tsx';
import { uiTexts } from './ui-text.ts';

/** Copies a text and says so, or how to copy it by hand. */
export function useCopy(): (text: string, copied: string) => void {
  const words = useTexts(uiTexts);
  const toast = useToast();
  return (text, copied) => void copyText(text).then((there) => toast({ text: there ? copied : words.notCopied }));
}
