import { useState } from "react";

/** Which columns somebody switched on or off, by table, in this browser. */
export function useColumnChoice(
  table: string,
  columns: readonly { id: string; hidden?: boolean }[],
) {
  const key = `arbeit.columns.${table}`;
  const [off, setOff] = useState<readonly string[]>(
    () => read(key) ?? columns.filter((column) => column.hidden).map((column) => column.id),
  );
  const toggle = (id: string) => {
    const next = off.includes(id) ? off.filter((each) => each !== id) : [...off, id];
    setOff(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // The choice holds until the page is left.
    }
  };
  return { off, toggle };
}

function read(key: string): string[] | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return Array.isArray(found)
      ? found.filter((each): each is string => typeof each === "string")
      : null;
  } catch {
    return null;
  }
}
