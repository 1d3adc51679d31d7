import type { RunState } from '../../runtime/engine/state.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { labelOfValue } from './reasons/names.ts';
import { parameterValues } from './reasons/parameters.ts';
import { textOf } from './texts.ts';
import { fillPlaceholders } from './words.ts';

/** A result page as a node recorded it; texts are references until read. */
export interface PageOutput {
  readonly title?: string | null;
  readonly text?: string;
  readonly tone?: string;
  readonly explain?: readonly string[];
  readonly figures?: readonly PageFigure[];
  readonly facts?: readonly PageFigure[];
}

export interface PageFigure {
  readonly title: string;
  readonly value: Json;
  readonly unit?: string | null;
}

/** What a text of a page may name: the outputs of the steps, and the parameters of the day the run was filed. */
function valuesOf({ scenario, state }: Told, text: string): Record<string, Json | undefined> {
  const values: Record<string, Json | undefined> = {};
  const nodes = state.flows['']?.nodes ?? {};
  for (const id in nodes) if (id !== 'param') values[id] = nodes[id]?.output;
  // Few texts name a parameter, and which of its values is in force takes a calendar day.
  if (text.includes('{param')) values['param'] = parameterValues(scenario, state.asOf);
  return values;
}

interface Told {
  readonly scenario: Scenario;
  readonly state: RunState;
}

/** The words of a result page in the reader's language with their values filled in; figures keep their values. */
export function pageInWords(run: Told, page: PageOutput, locale: Locale): PageOutput {
  const { scenario, state } = run;
  const at = { scenario, flow: state.flows['']?.flow ?? 'main', locale };
  const words = (reference: string) => {
    const text = textOf(scenario, reference, locale);
    return text.includes('{') ? fillPlaceholders(text, valuesOf(run, text), locale, scenario.zone, (path, value) => labelOfValue(at, path, value)) : text;
  };
  const named = (figures: readonly PageFigure[] | undefined) => figures?.map((figure) => ({ ...figure, title: words(figure.title) })) ?? [];
  return { ...page, title: page.title ? words(page.title) : null, text: words(page.text ?? ''), figures: named(page.figures), facts: named(page.facts) };
}
