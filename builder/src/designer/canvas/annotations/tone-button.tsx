import { Palette } from 'lucide-react';
import { ANNOTATION_TONES } from '../../../../../runtime/schema/annotation.ts';
import { useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { annotationTexts } from './annotation-text.ts';

type Tone = (typeof ANNOTATION_TONES)[number];

/** Goes to the next colour; five of them need no list. */
export function ToneButton({ tone, onTone }: { readonly tone: Tone; readonly onTone: (tone: Tone) => void }) {
  const text = useTexts(annotationTexts);
  const next = ANNOTATION_TONES[(ANNOTATION_TONES.indexOf(tone) + 1) % ANNOTATION_TONES.length] ?? 'plain';
  return <IconButton size="small" label={text.colour(text[`tone_${tone}`], text[`tone_${next}`])} icon={<Palette size={13} aria-hidden="true" />} onPress={() => onTone(next)} />;
}
