import { describe, expect, it } from 'vitest';
import { Slots } from '../../server/services/slots.ts';

const membersOf = (slots: Slots<string>): string[] => {
  const found: string[] = [];
  slots.forEach((member) => found.push(member));
  return found;
};

describe('places of a changing crowd', () => {
  it('holds whoever was added and not removed', () => {
    const slots = new Slots<string>();
    const [a] = [slots.add('a'), slots.add('b'), slots.add('c')];
    slots.remove(a);
    expect(membersOf(slots)).toEqual(['b', 'c']);
  });

  it('uses places again, so that it is as long as the crowd ever was', () => {
    const slots = new Slots<string>();
    for (let turn = 0; turn < 1000; turn += 1) slots.remove(slots.add(`guest ${turn}`));
    expect(slots.add('the last')).toBe(0);
    expect(membersOf(slots)).toEqual(['the last']);
  });

  it('lets members leave while they are looked at', () => {
    const slots = new Slots<string>();
    for (const name of ['a', 'b', 'c']) slots.add(name);
    slots.forEach((member, place) => {
      if (member !== 'b') slots.remove(place);
    });
    expect(membersOf(slots)).toEqual(['b']);
  });
});
