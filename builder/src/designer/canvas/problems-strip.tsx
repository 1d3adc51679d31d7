import { ChevronDown, ChevronUp, CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { countProblems } from '../../../../runtime/schema/count-problems.ts';
import type { Diagnostic } from '../../../../runtime/schema/diagnostic.ts';
import { useLocale, useLocalText, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { useHoldSize } from '../../ui/use-hold-size.ts';
import { useCheck, useCheckState } from '../document/check-context.tsx';
import { useContent, useEdit } from '../document/document-context.tsx';
import { useOpenPlace } from '../document/open-place.ts';
import { problemPlace } from '../document/problem-place.ts';
import { canvasTexts } from './canvas-text.ts';
import { useCommands } from './commands.tsx';

/** Lines that the strip draws. */
const MOST = 200;
const EMPTY = 'SCN_NODE_NONE';
const SIGNS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

function Problem({ item }: { readonly item: Diagnostic }) {
  const text = useTexts(canvasTexts);
  const local = useLocalText();
  const { locale } = useLocale();
  const scenario = useContent();
  const open = useOpenPlace();
  const edit = useEdit();
  const commands = useCommands();
  const Sign = SIGNS[item.severity];
  const { place, fix } = item;
  const { name = text.scenarioWide, question, to } = problemPlace(scenario, place, locale);
  return (
    <li className="problem" data-severity={item.severity}>
      <button type="button" className="problem-go" onClick={() => open(place)} disabled={to === 'canvas' && place.flow === undefined} title={`${item.code} ${place.path}`}>
        <Sign size={14} strokeWidth={1.75} aria-hidden="true" />
        <b>{question === undefined ? name : `${name} › ${question}`}</b>
        {place.node === undefined || place.node === name ? null : <code>{place.node}</code>}
        <span>
          {item.message[locale]}
          {item.hint === undefined ? null : <em> {local(item.hint)}</em>}
        </span>
      </button>
      {fix === undefined || commands.readOnly ? null : (
        <Button
          look="link"
          onPress={() => {
            if (edit({ label: text.fixLabel(local(fix.title)), changes: fix.edits })) commands.say(local(fix.title));
          }}
        >
          {local(fix.title)}
        </Button>
      )}
    </li>
  );
}

/** Problems of the scenario under the canvas: errors first, each leads to its place and brings its repair. */
export function ProblemsStrip() {
  const text = useTexts(canvasTexts);
  const check = useCheck();
  const [open, setOpen] = useState(true);
  const strip = useRef<HTMLElement>(null);
  useHoldSize(strip);
  const checked = useCheckState();
  // Nobody has done anything wrong yet; publishing says it as an error.
  const blank = check.diagnostics.some(({ code }) => code === EMPTY);
  const shown = blank ? check.diagnostics.map((one) => (one.code === EMPTY ? { ...one, severity: 'info' as const } : one)) : check.diagnostics;
  const errors = countProblems(shown, 'error');
  const state = checked === 'failed' ? text.checkFailed : checked === 'first' ? text.checking : blank ? text.nothingYet : errors > 0 ? text.cannotPublish : text.canPublish;
  return (
    <section ref={strip} className="problems" aria-label={text.problems} data-region="" tabIndex={-1}>
      <div className="problems-head">
        <h2>{text.problems}</h2>
        {errors > 0 ? (
          <Chip tone="err" icon={<CircleAlert aria-hidden="true" />}>
            {text.errorsCount(errors)}
          </Chip>
        ) : (
          <Chip>{text.errorsCount(0)}</Chip>
        )}
        {check.warnings > 0 ? (
          <Chip tone="warn" icon={<TriangleAlert aria-hidden="true" />}>
            {text.warningsCount(check.warnings)}
          </Chip>
        ) : (
          <Chip>{text.warningsCount(0)}</Chip>
        )}
        <span className="ui-grow" />
        <output className="problems-state">{state}</output>
        <IconButton size="small" label={open ? text.hideProblems : text.showProblems} icon={open ? <ChevronDown size={14} aria-hidden="true" /> : <ChevronUp size={14} aria-hidden="true" />} onPress={() => setOpen(!open)} />
      </div>
      {open && shown.length > 0 ? (
        <ul className="problems-list">
          {shown.slice(0, MOST).map((item, index) => (
            <Problem key={`${item.code} ${item.place.path} ${index}`} item={item} />
          ))}
          {shown.length > MOST ? <li className="problem-rest">{text.moreProblems(countProblems(shown.slice(MOST)))}</li> : null}
        </ul>
      ) : null}
    </section>
  );
}
