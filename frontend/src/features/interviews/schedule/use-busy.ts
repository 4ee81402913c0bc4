import { useQuery } from "@tanstack/react-query";
import { interviewsQuery } from "../api";
import { endOf, readPerson, type Busy } from "../model";

interface Whom {
  candidateId: string | null;
  /** As typed. */
  people: readonly string[];
  starts: readonly (string | null)[];
  minutes: number;
  /** Does not stand in its own way. */
  except?: string;
}

const LONGEST_MINUTES = 8 * 60;

/** When the candidate or an interviewer sits in another interview already. The server has the last word on booking. */
export function useBusy({ candidateId, people, starts, minutes, except }: Whom): Busy[] {
  const known = starts.filter((each): each is string => each !== null).sort();
  const first = known[0];
  const last = known.at(-1);
  const { data } = useQuery({
    ...interviewsQuery({
      status: ["Confirmed", "Scheduled"],
      from: first && endOf(first, -LONGEST_MINUTES),
      to: last && endOf(last, minutes),
      limit: 200,
    }),
    enabled: first !== undefined,
  });
  const emails = new Set(people.map((each) => readPerson(each)?.email));
  return (data?.items ?? []).flatMap((each) =>
    each.interview_id !== except &&
    each.scheduled_start_time &&
    each.scheduled_end_time &&
    (each.candidate_id === candidateId ||
      each.interviewers.some((person) => emails.has(person.email)))
      ? [{ start: each.scheduled_start_time, end: each.scheduled_end_time }]
      : [],
  );
}
