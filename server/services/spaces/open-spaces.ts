import { listUsers } from '../accounts.ts';
import type { Base } from '../context.ts';
import { createPeopleShelf } from '../people-shelf.ts';
import type { PeopleShelf } from '../people.ts';
import { createThemeShelf } from '../theme/theme-shelf.ts';
import type { ThemeShelf } from '../theme/theme-shelf.ts';
import { createPersonView } from './person-view.ts';
import type { PersonView } from './person-view.ts';
import { createPlaceShelf } from './place-shelf.ts';
import type { PlaceShelf } from './place-shelf.ts';
import { createUnitShelf } from './unit-shelf.ts';
import type { UnitShelf } from './unit-shelf.ts';
import { plantUnits } from './unit-work.ts';

/** Units, what belongs to them, how their portals look, and the people in them. */
export interface Spaces {
  readonly units: UnitShelf;
  readonly places: PlaceShelf;
  readonly themes: ThemeShelf;
  readonly personView: PersonView;
  readonly people: PeopleShelf;
}

/** Reads the tree and plants what it lacks: a store from before there were units gets them from its accounts. */
export async function openSpaces(base: Base): Promise<Spaces> {
  const [units, places, themes] = await Promise.all([createUnitShelf(base), createPlaceShelf(base), createThemeShelf(base)]);
  await plantUnits({ ...base, units }, (await listUsers(base)).flatMap((user) => [user.unit, ...(user.further ?? []).map((post) => post.unit)]));
  const personView = createPersonView(units);
  return { units, places, themes, personView, people: await createPeopleShelf(base, personView) };
}
