/** Choosing a time, as a machine of three steps: choose, review, done. Times go while one is deciding. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newKey } from "@/api/headers";
import { isProblem } from "@/api/problem";
import { keys } from "@/lib/keys";
import { book, interview as interviewOf } from "../api";
import type { Interview, Slot } from "../model";

/** How often to look whether the times are still free while somebody decides. */
const LOOK_MS = 20_000;

export type Step = "choose" | "review" | "done";
/** Why the person is back at the list although he had chosen. */
export type Lost = "taken" | "meanwhile" | null;

export function usePicking(id: string) {
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>("choose");
  const [chosen, setChosen] = useState<string | null>(null);
  const [lost, setLost] = useState<Lost>(null);
  // What it was when the person came: a first time, or a move away from a booked one.
  const [before, setBefore] = useState<Interview | null>(null);
  const found = useQuery({
    ...interviewOf(id),
    staleTime: 0,
    refetchInterval: step === "done" ? false : LOOK_MS,
    refetchOnWindowFocus: step !== "done",
  });
  const interview = found.data ?? null;
  if (interview !== null && before === null) setBefore(interview);

  const slot = interview === null ? null : free(interview, chosen);
  // A try that got no answer is sent again under its key; another slot or reason is another request.
  const sent = useRef({ body: "", key: newKey() });
  const booking = useMutation({
    mutationFn: (body: { slot_id: string; reason?: string }) => {
      const written = JSON.stringify(body);
      if (sent.current.body !== written) sent.current = { body: written, key: newKey() };
      return book(id, body, sent.current.key);
    },
    onSuccess: (booked) => {
      setStep("done");
      queries.setQueryData(keys.interviews.detail(id), booked);
      void queries.invalidateQueries({ queryKey: keys.interviews.lists });
    },
    onError: async (error) => {
      if (!isProblem(error, 409)) return;
      const { data: now } = await found.refetch();
      // The list may still call the time free: the claim on a person is newer than what is shown.
      if (error.type === "illegal-transition" || now?.selected_slot_id !== before?.selected_slot_id)
        return;
      setLost("taken");
      setChosen(null);
      setStep("choose");
    },
  });

  // What the server says now against what he was looking at; not while his own booking is on its way.
  if (step !== "done" && !booking.isPending && interview !== null && before !== null) {
    const meanwhile = before.selected_slot_id === null && interview.selected_slot_id !== null;
    if (meanwhile) setBefore(interview);
    if (meanwhile || (chosen !== null && slot === null)) {
      setLost(meanwhile ? "meanwhile" : "taken");
      setChosen(null);
      setStep("choose");
    }
  }

  return {
    found,
    interview,
    before,
    step,
    chosen,
    slot,
    lost,
    booking,
    choose: (slotId: string) => {
      setChosen(slotId);
      setLost(null);
    },
    review: () => {
      booking.reset();
      setStep("review");
    },
    back: () => setStep("choose"),
  };
}

function free(interview: Interview, id: string | null): Slot | null {
  const slot = interview.proposed_slots.find((each) => each.slot_id === id);
  return slot && slot.available && slot.slot_id !== interview.selected_slot_id ? slot : null;
}
