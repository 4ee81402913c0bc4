/** What can be said of a file before it is sent. The server looks at the content; this only spares people the wait. */

export interface FileRules {
  /** With their dots, lower case. */
  extensions: readonly string[];
  /** Bytes. */
  largest: number;
  /** In one list. */
  most: number;
}

export type Refusal = "too-big" | "wrong-kind" | "empty" | "too-many" | "twice";

type FileFacts = Pick<File, "name" | "size" | "lastModified">;

/** Null when the file may be sent; `before` are those in the list already. */
export function refusalOf(
  file: FileFacts,
  before: readonly FileFacts[],
  rules: FileRules,
): Refusal | null {
  const name = file.name.toLowerCase();
  if (!rules.extensions.some((extension) => name.endsWith(extension))) return "wrong-kind";
  if (file.size === 0) return "empty";
  if (file.size > rules.largest) return "too-big";
  const same = (other: FileFacts) =>
    other.name === file.name &&
    other.size === file.size &&
    other.lastModified === file.lastModified;
  if (before.some(same)) return "twice";
  return before.length >= rules.most ? "too-many" : null;
}
