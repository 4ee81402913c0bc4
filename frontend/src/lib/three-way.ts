/** What becomes of a form when somebody else saved in between. Values are compared by what they say, not by identity. */

export interface Merged<T> {
  /** Mine where I changed something, theirs everywhere else. */
  values: T;
  /** Both changed it, differently. */
  conflicts: (keyof T & string)[];
  /** Only they changed it. */
  taken: (keyof T & string)[];
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

export function threeWay<T extends object>(base: T, theirs: T, mine: T): Merged<T> {
  const values = { ...theirs };
  const conflicts: (keyof T & string)[] = [];
  const taken: (keyof T & string)[] = [];
  for (const name in theirs) {
    const iChanged = !same(base[name], mine[name]);
    const theyChanged = !same(base[name], theirs[name]);
    if (iChanged) values[name] = mine[name];
    if (iChanged && theyChanged && !same(mine[name], theirs[name])) conflicts.push(name);
    if (theyChanged && !iChanged) taken.push(name);
  }
  return { values, conflicts, taken };
}

/** The fields of `after` that differ from `before`: what a PUT sends. */
export function changesOf<T extends object>(before: T, after: T): Partial<T> {
  const found: Partial<T> = {};
  for (const name in after) if (!same(before[name], after[name])) found[name] = after[name];
  return found;
}
