import { useEffect, useState } from 'react';
import type { RegionDepth } from '../../../../../runtime/schema/region/depth.ts';
import { isDeepEnough, regionName, regionPath, regionsIn } from '../../../../../runtime/schema/region/regions.ts';
import { useTexts } from '../../../text/locale.tsx';
import { isRegionEntry, type RegionPart } from '../entry-kinds.ts';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import type { FormSource } from '../form-source.ts';
import { formTexts, type FormWords } from '../text.ts';
import type { WidgetProps } from './widget-props.ts';

type Level = readonly RegionPart[] | 'failed' | undefined;

/** What lies in a region: from the list that comes with the product, or from the dataset behind the field. */
async function inside(source: FormSource, field: WidgetProps['field'], parent: string, signal: AbortSignal): Promise<readonly RegionPart[]> {
  if (field.dataset !== true) return regionsIn(parent);
  const { choices } = await source.options(field.id, parent, signal);
  return choices.map(({ value, label }) => ({ code: String(value), name: label }));
}

const shortName = (code: string): string => (regionName(code) ?? '').slice((regionName(code.slice(0, code.length === 9 ? 6 : -2)) ?? '').length);

/** A stored answer knows only its code and its whole name; the bundled list gives the way to it. */
function pathOf(path: readonly RegionPart[], isBundled: boolean): readonly RegionPart[] {
  const [only, ...more] = path;
  if (only === undefined || more.length > 0 || !isBundled || only.code.length <= 2) return path;
  return regionPath(only.code).map((code) => ({ code, name: shortName(code) }));
}

const LEVELS: Readonly<Record<number, 'province' | 'city' | 'county' | 'town'>> = { 2: 'province', 4: 'city', 6: 'county', 9: 'town' };
const levelWord = (t: FormWords, level: Level): string => {
  const length = Array.isArray(level) ? (level[0] as RegionPart | undefined)?.code.length : undefined;
  return t[LEVELS[length ?? 0] ?? 'place'];
};

const WANTED: Readonly<Record<string, number>> = { city: 4, county: 6, town: 9 };

/** Province, city, county, town: one list after the other, each with what lies in the one before. */
export function RegionWidget({ field, entry, onChange, ids, error, source }: WidgetProps) {
  const t = useTexts(formTexts);
  const isBundled = field.dataset !== true;
  const [levels, setLevels] = useState<Readonly<Record<string, Level>>>({});
  const top = levels[''];
  // One province is no choice; it is written down with the first that is, as nothing was answered before.
  const only = Array.isArray(top) && top.length === 1 ? (top[0] as RegionPart) : undefined;
  const chosenPath = isRegionEntry(entry) ? pathOf(entry.path, isBundled) : [];
  const path = chosenPath.length === 0 && only ? [only] : chosenPath;
  const [round, setRound] = useState(0);
  const parents = ['', ...path.map(({ code }) => code)];
  const missing = parents.filter((parent) => levels[parent] === undefined).join();
  useEffect(() => {
    const stop = new AbortController();
    for (const parent of missing === '' && levels[''] !== undefined ? [] : missing.split(',')) {
      inside(source, field, parent, stop.signal).then(
        (found) => setLevels((all) => ({ ...all, [parent]: found })),
        () => { if (!stop.signal.aborted) setLevels((all) => ({ ...all, [parent]: 'failed' })); },
      );
    }
    return () => stop.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- levels is what this fills
  }, [missing, round, source, field]);
  const depth = (field.depth ?? 'county') as RegionDepth;
  const take = (at: number, code: string) => {
    const before = path.slice(0, at);
    const level = levels[parents[at] ?? ''];
    const chosen = Array.isArray(level) ? (level as readonly RegionPart[]).find((part) => part.code === code) : undefined;
    const next = chosen ? [...before, chosen] : before;
    const whole = chosen !== undefined && (isBundled ? isDeepEnough(code, depth) : code.length >= (WANTED[depth] ?? 6));
    onChange({ path: next, whole });
  };
  const asked = parents.filter((parent) => {
    const level = levels[parent];
    return level === 'failed' || level === undefined || level.length > 0;
  });
  const last = path.at(-1);
  const isDone = last !== undefined && (isBundled ? isDeepEnough(last.code, depth) : last.code.length >= (WANTED[depth] ?? 6));
  const shown = asked.filter((parent) => !(isDone && parent === last?.code));
  // The summary leads to the first list without a choice.
  const open = Math.min(path.length, shown.length - 1);
  return (
    <FieldFrame field={field} ids={ids} error={error} group>
      <div className="pf-region">
        {shown.map((parent) => {
          const at = parents.indexOf(parent);
          const level = levels[parent];
          if (only && at === 0) return <p key="only" className="pf-static">{only.name}</p>;
          if (level === 'failed') return <p key={parent} className="pf-error" role="alert">{t.searchFailed} <button type="button" className="pf-text-button" onClick={() => { setLevels((all) => ({ ...all, [parent]: undefined })); setRound(round + 1); }}>{t.tryAgain}</button></p>;
          return (
            <span key={parent} className="pf-part">
              <label htmlFor={at === open ? ids.control : `${ids.control}-${at}`}>{levelWord(t, level)}</label>
              <select id={at === open ? ids.control : `${ids.control}-${at}`} className="pf-input" disabled={level === undefined} value={path[at]?.code ?? ''} onChange={(event) => take(at, event.target.value)} {...(at === open ? describedBy(ids, field, error) : {})}>
                <option value="">{level === undefined ? t.searching : t.chooseOne}</option>
                {(level ?? []).map(({ code, name }) => <option key={code} value={code}>{name}</option>)}
              </select>
            </span>
          );
        })}
      </div>
    </FieldFrame>
  );
}
