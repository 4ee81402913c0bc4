/** From values to places. Pure. */

/** Round steps that cover 0 to `most`: `[0, 5, 10, 15]` for 12. At least to 1, so that a chart of zeros has a scale. */
export function ticks(most: number, wanted = 4): number[] {
  const span = Math.max(1, most);
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10) * power,
  );
  const whole = Number.isInteger(step) ? step : Math.ceil(step);
  const found: number[] = [];
  for (let at = 0; at < span + whole; at += whole) found.push(at);
  return found;
}

/** Places of `count` points over `width`, the first at 0 and the last at the end; one alone is in the middle. */
export function places(count: number, width: number): number[] {
  if (count === 1) return [width / 2];
  return Array.from({ length: count }, (_, at) => (at * width) / (count - 1));
}

/** Which of `count` labels fit when each takes `each` of `width`: always the first and, where it fits, the last. */
export function labelled(count: number, width: number, each: number): Set<number> {
  const every = Math.max(1, Math.ceil((count * each) / Math.max(width, 1)));
  const found = new Set<number>();
  for (let at = 0; at < count; at += every) found.add(at);
  return found;
}

/** Share of the step before; null for the first step and after a step of none. */
export function conversions(values: readonly number[]): (number | null)[] {
  return values.map((value, at) => {
    const before = values[at - 1];
    return before === undefined || before === 0 ? null : value / before;
  });
}
