/**
 * Class names, where a later one overrules an earlier one of the same kind: `cn("px-3 text-body", "px-0")` is
 * `text-body px-0`. Knows the utilities that this portal uses; what it does not know is kept.
 */
import { clsx, type ClassValue } from "clsx";

const DISPLAY = words(
  "block inline-block inline flex inline-flex grid inline-grid contents hidden table",
);
const POSITION = words("static fixed absolute relative sticky");
const TEXT_SIZE = words("meta dense body portal section title metric xs sm base lg xl 2xl");
const TEXT_ALIGN = words("start end left right center justify");
const WEIGHT = words("normal medium semibold bold");
const STYLES = words("solid dashed dotted none");

/** The longest that fits is the kind. */
const PREFIXES = [
  ..."p px py ps pe pt pb pl pr m mx my ms me mt mb ml mr h w size min-h min-w max-h max-w gap gap-x gap-y".split(
    " ",
  ),
  ..."inset inset-x inset-y start end top bottom left right z opacity items justify justify-items self place-items content".split(
    " ",
  ),
  ..."bg fill stroke shadow leading tracking whitespace overflow overflow-x overflow-y cursor grid-cols grid-rows col-span".split(
    " ",
  ),
  ..."row-span translate-x translate-y order shrink grow basis duration outline outline-offset accent underline-offset".split(
    " ",
  ),
].sort((a, b) => b.length - a.length);

/** A later one of the first kind makes the earlier ones of the others void. */
const COVERS: Record<string, readonly string[]> = {
  p: "px py ps pe pt pb pl pr".split(" "),
  px: "ps pe pl pr".split(" "),
  py: "pt pb".split(" "),
  m: "mx my ms me mt mb ml mr".split(" "),
  mx: "ms me ml mr".split(" "),
  my: "mt mb".split(" "),
  size: ["w", "h"],
  gap: ["gap-x", "gap-y"],
  inset: "inset-x inset-y start end top bottom left right".split(" "),
  "inset-x": "start end left right".split(" "),
  "inset-y": ["top", "bottom"],
  overflow: ["overflow-x", "overflow-y"],
  rounded: "rounded-t rounded-b rounded-s rounded-e".split(" "),
  "border-width": "border-x border-y border-s border-e border-t border-b".split(" "),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/** `sm:hover:px-3` -> `sm:hover:` and `px-3`; colons in brackets belong to the value. */
function split(name: string): [variants: string, utility: string] {
  let depth = 0;
  for (let at = name.length - 1; at >= 0; at--) {
    const sign = name[at];
    if (sign === "]" || sign === ")") depth++;
    else if (sign === "[" || sign === "(") depth--;
    else if (sign === ":" && depth === 0) return [name.slice(0, at + 1), name.slice(at + 1)];
  }
  return ["", name];
}

function kindOf(utility: string): string | null {
  const plain = utility.replace(/^[-!]+/, "");
  if (DISPLAY.has(plain)) return "display";
  if (POSITION.has(plain)) return "position";
  if (plain === "truncate") return null;
  const [root = "", ...rest] = plain.split("-");
  const value = rest.join("-");
  if (root === "text") {
    if (TEXT_SIZE.has(value) || /^\[\d/.test(value)) return "text-size";
    if (TEXT_ALIGN.has(value)) return "text-align";
    return /^(wrap|nowrap|balance|pretty)$/.test(value) ? "text-wrap" : "text-colour";
  }
  if (root === "font") return WEIGHT.has(value) ? "font-weight" : "font-family";
  if (root === "rounded")
    return /^(t|b|s|e)(-|$)/.test(value) ? `rounded-${value.charAt(0)}` : "rounded";
  if (root === "border") {
    if (value === "" || /^(\d|\[\d)/.test(value)) return "border-width";
    if (/^(x|y|s|e|t|b)(-\d+)?$/.test(value)) return `border-${value.charAt(0)}`;
    return STYLES.has(value) ? "border-style" : "border-colour";
  }
  if (root === "flex")
    return /^(row|col)/.test(value) ? "flex-direction" : /wrap/.test(value) ? "flex-wrap" : "flex";
  return PREFIXES.find((prefix) => plain === prefix || plain.startsWith(`${prefix}-`)) ?? null;
}

function merge(text: string): string {
  const taken = new Set<string>();
  const kept: string[] = [];
  for (const name of text.split(/\s+/).filter(Boolean).reverse()) {
    const [variants, utility] = split(name);
    const kind = kindOf(utility);
    if (kind !== null) {
      if (taken.has(variants + kind)) continue;
      taken.add(variants + kind);
      for (const covered of COVERS[kind] ?? []) taken.add(variants + covered);
    }
    kept.push(name);
  }
  return kept.reverse().join(" ");
}

const done = new Map<string, string>();
const MOST_KEPT = 1_000;

export function cn(...values: ClassValue[]): string {
  const text = clsx(values);
  let found = done.get(text);
  if (found === undefined) {
    if (done.size >= MOST_KEPT) done.clear();
    done.set(text, (found = merge(text)));
  }
  return found;
}
