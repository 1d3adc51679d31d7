import { FlaskConical, Group, Hand, Keyboard, Map as MapIcon, MousePointer2, Network, Plus, Scan, StickyNote } from 'lucide-react';
import { useReactFlow, useStore } from 'reactflow';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { FIT } from './fit.ts';
import { annotationTexts } from './annotations/annotation-text.ts';
import { canvasTexts } from './canvas-text.ts';
import { useCommands } from './commands.tsx';
import { COMMAND_KEY } from './keys.ts';
import { toolTexts } from './tool-text.ts';

export type Tool = 'select' | 'pan';

export interface ToolbarProps {
  readonly tool: Tool;
  readonly onTool: (tool: Tool) => void;
  readonly minimap: boolean;
  readonly onMinimap: (shown: boolean) => void;
  readonly coverage: boolean;
  readonly onCoverage: () => void;
  readonly onShortcuts: () => void;
}

/** Tools at the lower left of the canvas. */
export function Toolbar({ tool, onTool, minimap, onMinimap, coverage, onCoverage, onShortcuts }: ToolbarProps) {
  const text = useTexts(canvasTexts);
  const words = useTexts(annotationTexts);
  const tools = useTexts(toolTexts);
  const { locale } = useLocale();
  const commands = useCommands();
  const flow = useReactFlow();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(zoom / 100);
  return (
    <div className="canvas-tools" role="toolbar" aria-label={text.quickAdd}>
      <IconButton label={text.select} keys="V" pressed={tool === 'select'} icon={<MousePointer2 size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={() => onTool('select')} />
      <IconButton label={text.pan} keys="H" pressed={tool === 'pan'} icon={<Hand size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={() => onTool('pan')} />
      <IconButton label={text.quickAdd} keys="/" icon={<Plus size={16} strokeWidth={1.75} aria-hidden="true" />} isDisabled={commands.readOnly} onPress={() => commands.quickAdd()} />
      <IconButton label={words.note} keys="N" icon={<StickyNote size={16} strokeWidth={1.75} aria-hidden="true" />} isDisabled={commands.readOnly} onPress={commands.note} />
      <IconButton label={words.group} keys={`${COMMAND_KEY}G`} icon={<Group size={16} strokeWidth={1.75} aria-hidden="true" />} isDisabled={commands.readOnly} onPress={() => commands.group(true)} />
      <IconButton label={text.arrangeLabel} icon={<Network size={16} strokeWidth={1.75} aria-hidden="true" />} isDisabled={commands.readOnly} onPress={commands.arrange} />
      <IconButton label={text.fit} keys="1" icon={<Scan size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={() => void flow.fitView(FIT)} />
      <span className="canvas-tools-line" />
      <Button look="quiet" aria-label={text.zoomNow(percent)} onPress={() => void flow.zoomTo(1)}>
        {percent}
      </Button>
      <span className="canvas-tools-line" />
      <IconButton label={text.minimap} pressed={minimap} icon={<MapIcon size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={() => onMinimap(!minimap)} />
      <IconButton label={tools.coverage} keys="U" pressed={coverage} icon={<FlaskConical size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={onCoverage} />
      <IconButton label={text.shortcuts} keys="?" icon={<Keyboard size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={onShortcuts} />
    </div>
  );
}
