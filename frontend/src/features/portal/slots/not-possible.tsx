import { Link } from "@tanstack/react-router";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { t } from "../messages";
import { standing, type Interview } from "../model";
import { Heading } from "../parts/heading";
import { useNow } from "../use-now";
import { lookOf } from "../words";
import { NoneSuits } from "./none-suits";

/** No time can be taken: all are gone, or the interview has moved on. */
export function NotPossible({ interview, title }: { interview: Interview; title: string }) {
  const now = useNow();
  const waiting = standing(interview, now) === "waiting";
  return (
    <>
      <Heading title={title} />
      <Notice
        tone="info"
        title={waiting ? t("noneLeftTitle") : t("notPossible")}
        actions={
          <Link
            to="/portal/interviews/$interviewId"
            params={{ interviewId: interview.interview_id }}
            className={buttonStyle()}
          >
            {t("toInterview")}
          </Link>
        }
      >
        {waiting ? t("noneLeftText") : lookOf(interview, now).text}
      </Notice>
      {waiting && <NoneSuits interview={interview} />}
    </>
  );
}
