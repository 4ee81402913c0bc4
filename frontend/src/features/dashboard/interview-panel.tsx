import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { interviews, type Interview } from "./api";
import { Panel, type PanelProps } from "./panel";
import { interviewDetail, Row } from "./rows";

type Told = Pick<PanelProps<Interview>, "title" | "hint" | "icon" | "place" | "none">;

interface InterviewPanelProps extends Told {
  /** Which of them are listed, and in which order. */
  wanted: Parameters<typeof interviews>[0];
  /** When it is, where that is what is asked. */
  lead?: (interview: Interview) => ReactNode;
  /** Else its round and its job. */
  detail?: (interview: Interview) => ReactNode;
  end: (interview: Interview) => ReactNode;
}

/** A panel of interviews: each line opens its own. */
export function InterviewPanel({
  wanted,
  lead,
  detail = interviewDetail,
  end,
  ...told
}: InterviewPanelProps) {
  const query = useQuery(interviews(wanted));
  return (
    <Panel
      {...told}
      query={query}
      rowId={(interview) => interview.interview_id}
      row={(interview) => (
        <Row
          lead={lead?.(interview)}
          place={`/interviews/${interview.interview_id}`}
          name={interview.candidate_name}
          detail={detail(interview)}
          end={end(interview)}
        />
      )}
    />
  );
}
