import { useTexts } from '../../text/locale.tsx';
import { KeyHint } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { annotationTexts } from './annotations/annotation-text.ts';
import { canvasTexts } from './canvas-text.ts';
import { COMMAND_KEY } from './keys.ts';
import { toolTexts } from './tool-text.ts';

export function ShortcutsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const text = useTexts(canvasTexts);
  const words = useTexts(annotationTexts);
  const tools = useTexts(toolTexts);
  const mod = COMMAND_KEY;
  const groups = [
    {
      title: text.group_keys_add,
      keys: [
        [['/'], text.key_quickAdd], [['Delete'], text.key_delete], [[`${mod}C`, `${mod}X`, `${mod}V`], text.key_copy], [[`${mod}D`], text.key_duplicate], [[`${mod}Z`, `${mod}⇧Z`], text.key_undo],
        [['E'], text.key_connect], [['N'], words.addNoteLabel], [[`${mod}G`, `${mod}⇧G`], text.key_group], [[`${mod}A`], text.key_selectAll], [[`${mod}K`], text.key_search], [[`${mod}F`], tools.key_find], [['L'], tools.key_edges], [['L', '/'], tools.insertKey], [[`${mod}↵`], text.key_test],
      ],
    },
    {
      title: text.group_keys_move,
      keys: [
        [['V', 'H'], text.key_tools], [['← ↑ → ↓', '⇧'], text.key_arrows], [['Alt ← ↑ → ↓'], text.key_follow], [['Tab'], text.key_next], [['↵', 'Esc'], text.key_panel],
        [['1', '0', '+', '−'], text.key_zoom], [['O'], tools.key_open], [['C'], tools.key_coverage], [['B'], tools.key_break], [[',', '.'], tools.key_step], [['F8'], text.key_problem], [['F6'], text.key_regions], [['?'], text.key_help],
      ],
    },
  ] as const;
  return (
    <Dialog title={text.shortcuts} open={open} onClose={onClose} size="wide">
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(([keys, words]) => (
                <div key={words}>
                  <dt>
                    {keys.map((key) => (
                      <KeyHint key={key} keys={key} />
                    ))}
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
