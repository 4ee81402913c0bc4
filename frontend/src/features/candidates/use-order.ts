import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { candidatesQuery, type CandidateSearch } from "./api";
import { neighboursOf, type Neighbours, type Order } from "./model";

interface Walk extends Neighbours {
  /** Another page of the list follows. */
  more: boolean;
  /** Loads it and gives its first candidate. */
  onward: () => Promise<string | null>;
}

/**
 * The order of the list that the person came from. Kept as it was on arrival: moving somebody out of the filter must
 * not take away the place in the list.
 */
export function useOrder(search: CandidateSearch, id: string): Walk {
  const client = useQueryClient();
  const question = JSON.stringify(search);
  const { data, isPlaceholderData } = useQuery({
    ...candidatesQuery(search),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [kept, setKept] = useState<{ question: string; order: Order } | null>(null);
  if (data && !isPlaceholderData && kept?.question !== question) {
    const ids = data.items.map((each) => each.candidate_id);
    setKept({ question, order: { ids, next: data.next_cursor } });
  }
  const order = kept?.question === question ? kept.order : null;
  const found = neighboursOf(order, id);
  return {
    ...found,
    more: found.at !== null && found.next === null && order?.next !== null,
    onward: async () => {
      if (!order?.next) return null;
      const page = await client.fetchQuery(candidatesQuery({ ...search, cursor: order.next }));
      const ids = page.items.map((each) => each.candidate_id);
      setKept({
        question,
        order: {
          ids: [...order.ids, ...ids.filter((each) => !order.ids.includes(each))],
          next: page.next_cursor,
        },
      });
      return ids[0] ?? null;
    },
  };
}
