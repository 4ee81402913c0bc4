/** Text: each feature has a `messages.ts` with `export const t = messages({...})`; no sentence is built by joining. */

export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type Message = string | Plural;
type Catalogue = Record<string, Message>;

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type TextOf<M extends Message> = M extends string
  ? M
  : M extends Plural
    ? NonNullable<M[keyof M & Intl.LDMLPluralRule]>
    : never;
type Value<Name extends string> = Name extends "count" ? number : string | number;
type Values<M extends Message> = { [Name in Names<TextOf<M>>]: Value<Name> };
type Arguments<M extends Message> = [Names<TextOf<M>>] extends [never]
  ? M extends string
    ? []
    : [values: { count: number }]
  : [values: M extends string ? Values<M> : Values<M> & { count: number }];

export type Translate<C extends Catalogue> = <K extends keyof C & string>(
  key: K,
  ...rest: Arguments<C[K]>
) => string;

let locale = "en";
let pseudo = false;
const plurals = new Map<string, Intl.PluralRules>();

/** The language of the texts; dates and numbers follow the person's own locale instead (lib/format). */
export function textLocale(): string {
  return locale;
}

/** Accents every letter and adds a third to the length: shows text that was not translated or does not fit. */
export function setPseudo(on: boolean): void {
  pseudo = on;
}

function pluralOf(count: number): Intl.LDMLPluralRule {
  let rules = plurals.get(locale);
  if (!rules) plurals.set(locale, (rules = new Intl.PluralRules(locale)));
  return rules.select(count);
}

const ACCENTED: Record<string, string> = {
  a: "á",
  e: "é",
  i: "î",
  o: "ö",
  u: "ü",
  A: "Å",
  E: "É",
  I: "Î",
  O: "Ö",
  U: "Û",
  n: "ñ",
  c: "ç",
  y: "ý",
};

function stretch(text: string): string {
  const accented = text.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter);
  return `${accented}${"~".repeat(Math.ceil(text.length * 0.3))}`;
}

export function fill(message: Message, values: Record<string, string | number> = {}): string {
  const text =
    typeof message === "string"
      ? message
      : (message[pluralOf(Number(values.count))] ?? message.other);
  const shown = pseudo
    ? text
        .split(/(\{\w+\})/)
        .map((part) => (part.startsWith("{") ? part : stretchPart(part)))
        .join("")
    : text;
  return shown.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? value.toLocaleString(locale) : value;
  });
}

function stretchPart(part: string): string {
  return part.trim() ? stretch(part) : part;
}

/** `t("openings", { count: 3 })`: keys, names of the values and their kinds are checked by the compiler. */
export function messages<const C extends Catalogue>(catalogue: C): Translate<C> {
  return (key, ...rest) => fill(catalogue[key] ?? key, rest[0]);
}
