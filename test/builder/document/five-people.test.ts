import { describe, expect, it } from 'vitest';
import { mergeScenario } from '../../../runtime/schema/merge/merge-scenario.ts';
import { editsFor } from '../../../builder/src/designer/document/change.ts';
import { changesOf, differences } from '../../../builder/src/designer/document/diff.ts';
import { sameJson } from '../../../builder/src/designer/document/equal.ts';
import { adopt, perform, redo, startHistory, undo } from '../../../builder/src/designer/document/history.ts';
import { deeds, isValid, start, typedIn } from '../../support/draft-deeds.ts';
import { seeded } from '../../support/random.ts';

/** `npm run fuzz:drafts` does 10,000. */
const EDITS = Number(process.env['FUZZ_EDITS'] ?? 1500);

const random = seeded(7);
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
const deed = deeds(random);

describe('five people at one draft', () => {
  it(`${EDITS} edits with cuts, undo and redo end in equal documents, each valid, and lose nothing that is not shown`, () => {
    let server = { scenario: start, version: 0 };
    const people = Array.from({ length: 5 }, () => ({ base: server, history: startHistory(start), cut: 0 }));
    let [edits, clashing, invalid, lost] = [0, 0, 0, 0];
    const save = (person: (typeof people)[number]): void => {
      const { document, clashes } = mergeScenario(person.base.scenario, person.history.present, server.scenario);
      clashing += clashes.length;
      if (!isValid(document)) invalid += 1;
      const [was, mine, theirs, now] = [person.base.scenario, person.history.present, server.scenario, document].map(typedIn) as [Set<string>, Set<string>, Set<string>, Set<string>];
      const shown = typedIn(clashes);
      for (const value of mine) if (!was.has(value) && !now.has(value) && !shown.has(value)) lost += 1;
      for (const value of theirs) if (!was.has(value) && !now.has(value) && !shown.has(value)) lost += 1;
      server = sameJson(document, server.scenario) ? server : { scenario: document, version: server.version + 1 };
      person.history = adopt(person.history, server.scenario);
      person.base = server;
    };
    while (edits < EDITS) {
      const person = pick(people);
      const { present } = person.history;
      edits += 1;
      const back = random();
      person.history = back < 0.1 ? undo(person.history) : back < 0.14 ? redo(person.history) : perform(person.history, { label: '', edits: editsFor(present, changesOf(differences(present, deed(present)))) });
      if (random() < 0.05) person.cut = 20;
      if (person.cut > 0) person.cut -= 1;
      else save(person);
    }
    for (const person of [...people, ...people]) save(person);
    expect({ equal: people.every(({ history }) => sameJson(history.present, server.scenario)), invalid, lost, clashed: clashing > 0 }).toEqual({ equal: true, invalid: 0, lost: 0, clashed: true });
  }, 600_000);
});
