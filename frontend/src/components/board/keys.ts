/** Where the arrows lead on a board. Pure. */

interface Place {
  column: number;
  card: number;
}

type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End";

const ARROWS: readonly string[] = [
  "ArrowUp",
  "ArrowDown",
  "ArrowLeft",
  "ArrowRight",
  "Home",
  "End",
] satisfies Arrow[];

export function isArrow(key: string): key is Arrow {
  return ARROWS.includes(key);
}

/** The card that an arrow leads to; columns without cards are skipped. `sizes`: cards in each column. */
export function neighbour(sizes: readonly number[], at: Place, key: Arrow): Place {
  const size = sizes[at.column] ?? 0;
  const last = Math.max(0, size - 1);
  switch (key) {
    case "ArrowUp":
      return { ...at, card: Math.max(0, at.card - 1) };
    case "ArrowDown":
      return { ...at, card: Math.min(last, at.card + 1) };
    case "Home":
      return { ...at, card: 0 };
    case "End":
      return { ...at, card: last };
    case "ArrowLeft":
    case "ArrowRight": {
      const step = key === "ArrowLeft" ? -1 : 1;
      for (let column = at.column + step; column >= 0 && column < sizes.length; column += step) {
        const found = sizes[column] ?? 0;
        if (found > 0) return { column, card: Math.min(at.card, found - 1) };
      }
      return at;
    }
  }
}

/** The next column that a card in the hand may go to, its own included; the same one when there is none that way. */
export function nextTarget(open: readonly boolean[], at: number, key: string): number {
  const step = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : 0;
  if (step === 0) return at;
  for (let column = at + step; column >= 0 && column < open.length; column += step)
    if (open[column]) return column;
  return at;
}
