import { useState } from "react";

export interface Selection {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  /** From the last one that was toggled to this one: Shift and click. */
  extend: (id: string, order: readonly string[]) => void;
  set: (ids: readonly string[]) => void;
}

/** What is chosen on this page of the list. Another question, or another page, begins anew. */
export function useSelection(question: string): Selection {
  const [state, setState] = useState<{
    question: string;
    ids: ReadonlySet<string>;
    last: string | null;
  }>({ question, ids: new Set(), last: null });
  const current =
    state.question === question ? state : { question, ids: new Set<string>(), last: null };
  return {
    ids: current.ids,
    toggle: (id) => {
      const ids = new Set(current.ids);
      if (!ids.delete(id)) ids.add(id);
      setState({ question, ids, last: id });
    },
    extend: (id, order) => {
      const from = current.last === null ? order.indexOf(id) : order.indexOf(current.last);
      const to = order.indexOf(id);
      const span = order.slice(Math.min(from, to), Math.max(from, to) + 1);
      setState({ question, ids: new Set([...current.ids, ...span]), last: id });
    },
    set: (ids) => setState({ question, ids: new Set(ids), last: null }),
  };
}
