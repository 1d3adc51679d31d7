/**
 * The members of a crowd that changes all the time, in places that are used again. A `Map` or `Set` that lives as long as
 * the process will not do: V8 links every table it outgrows to the next one, and a dead table among the old objects holds
 * whoever was in the later ones until the next full collection. Under load that was half of all requests, and most of the
 * time spent on collecting.
 */
export class Slots<T> {
  readonly #members: (T | null)[] = [];
  readonly #free: number[] = [];

  /** Answers the place, by which the member is removed. */
  add(member: T): number {
    const place = this.#free.pop();
    if (place === undefined) return this.#members.push(member) - 1;
    this.#members[place] = member;
    return place;
  }

  /** Whoever removes a member twice removes somebody else. */
  remove(place: number): void {
    this.#members[place] = null;
    this.#free.push(place);
  }

  /** Members may be removed meanwhile. */
  forEach(look: (member: T, place: number) => void): void {
    for (let place = 0; place < this.#members.length; place += 1) {
      const member = this.#members[place];
      if (member !== null && member !== undefined) look(member, place);
    }
  }
}
