import { useState } from 'react';
import { LocateFixed } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { isLocationEntry, type LocationEntry } from '../entry-kinds.ts';
import { describedBy, FieldFrame } from '../field-frame.tsx';
import { formTexts } from '../text.ts';
import type { WidgetProps } from './widget-props.ts';

const NOWHERE: LocationEntry = { place: '', lng: '', lat: '' };
const WAIT_MS = 15_000;

/** A place in words, and where it is by the device or by hand. No map is asked. */
export function LocationWidget({ field, entry, onChange, ids, error, flaw }: WidgetProps) {
  const t = useTexts(formTexts);
  const value = isLocationEntry(entry) ? entry : NOWHERE;
  const [state, setState] = useState<'idle' | 'busy' | 'denied' | 'failed' | 'done'>('idle');
  const change = (facts: Partial<LocationEntry>) => onChange({ ...value, ...facts });
  const here = () => {
    setState('busy');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [lng, lat] = [coords.longitude.toFixed(6), coords.latitude.toFixed(6)];
        onChange({ place: value.place.trim() === '' ? t.pointName(lng, lat) : value.place, lng, lat, accuracy: Math.round(coords.accuracy) });
        setState('done');
      },
      ({ code }) => setState(code === 1 ? 'denied' : 'failed'),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 60_000 },
    );
  };
  const said = { idle: '', busy: t.locating, denied: t.locateDenied, failed: t.locateFailed, done: t.located(value.accuracy ?? 0) }[state];
  const byHand = (part: 'lng' | 'lat', text: string) => onChange({ place: value.place, lng: value.lng, lat: value.lat, [part]: text });
  const wrongPoint = flaw?.kind === 'point';
  return (
    <FieldFrame field={field} ids={ids} error={error} group>
      <label className="pf-part pf-place">{t.placeName}<input id={wrongPoint ? `${ids.control}-place` : ids.control} className="pf-input" type="text" autoComplete="off" value={value.place} onChange={(event) => change({ place: event.target.value })} {...(wrongPoint ? {} : describedBy(ids, field, error))} /></label>
      {'geolocation' in navigator ? <button type="button" className="pf-secondary pf-here" aria-disabled={state === 'busy'} onClick={() => { if (state !== 'busy') here(); }}><LocateFixed className="i s" aria-hidden="true" />{t.locate}</button> : null}
      <p className="pf-status" aria-live="polite">{said}</p>
      <details open={wrongPoint || value.lng !== '' || value.lat !== ''}>
        <summary>{t.byHand}</summary>
        <div className="pf-date">
          {(['lng', 'lat'] as const).map((part) => <label key={part} className="pf-part pf-point">{t[part]}<input id={wrongPoint && part === 'lng' ? ids.control : `${ids.control}-${part}`} className="pf-input" type="text" inputMode="decimal" autoComplete="off" value={value[part]} onChange={(event) => byHand(part, event.target.value)} {...(wrongPoint ? { 'aria-invalid': true, 'aria-describedby': ids.error } : {})} /></label>)}
        </div>
      </details>
    </FieldFrame>
  );
}
