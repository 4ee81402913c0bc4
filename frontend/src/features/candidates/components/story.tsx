import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  LoaderCircle,
  RefreshCw,
  Sparkles,
} from "lucide-react";
import type { ReactNode } from "react";
import type { Schemas } from "@/api/client";
import { newKey } from "@/api/headers";
import { verdict } from "@/auth/can";
import { Button } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { formatMoment } from "@/lib/format";
import { useZone } from "@/lib/use-zone";
import { candidateQuery, regenerateStory } from "../api";
import { t } from "../messages";
import type { Candidate } from "../model";

type StoryOf = Schemas["Story"];
type Passage = Schemas["Passage"];

/** What the CV has to say for this job, each claim with the words that bear it out. */
export function Story({ candidate }: { candidate: Candidate }) {
  const story = candidate.ai_story;
  const writing = candidate.story_status === "writing" || candidate.cv_status === "parsing";
  if (story === null && !writing) return null;
  return (
    <section aria-label={t("story")} className="grid gap-4 rounded-card border bg-card p-4">
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
        <h2 className="flex items-center gap-2 text-section">
          <Sparkles aria-hidden className="size-4 text-muted" />
          {t("story")}
        </h2>
        <Again candidate={candidate} />
      </div>
      {story === null ? (
        <div className="grid gap-2" role="status" aria-label={t("storyWriting")}>
          <p className="text-muted">{t("storyWriting")}</p>
          <Skeleton className="h-5 w-2/3" />
          <Skeleton className="h-16 w-full" />
        </div>
      ) : (
        <Told story={story} />
      )}
    </section>
  );
}

function Again({ candidate }: { candidate: Candidate }) {
  const client = useQueryClient();
  const may = verdict(candidate, "regenerate-story");
  const again = useMutation({
    mutationFn: () => regenerateStory(candidate.candidate_id, newKey()),
    onSuccess: (now) => client.setQueryData(candidateQuery(now.candidate_id).queryKey, now),
    onError: (error) => toast.failed(t("storyFailed"), error),
  });
  if (candidate.story_status === "writing" && candidate.ai_story !== null)
    return (
      <p role="status" className="flex items-center gap-1.5 text-dense text-muted">
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
        {t("storyWriting")}
      </p>
    );
  const edit = verdict(candidate, "edit");
  if (candidate.ai_story === null || !may.shown || !edit.shown || !edit.allowed) return null;
  return (
    <Button
      tone="quiet"
      size="small"
      busy={again.isPending}
      reason={may.reason}
      onClick={() => again.mutate()}
    >
      <RefreshCw aria-hidden />
      {t("storyAgain")}
    </Button>
  );
}

function Told({ story }: { story: StoryOf }) {
  const zone = useZone();
  return (
    <>
      <div className="grid gap-1">
        <p className="font-medium wrap-anywhere">{story.headline}</p>
        {story.summary && <p className="max-w-[72ch] wrap-anywhere">{story.summary}</p>}
      </div>
      {story.fit.length > 0 && <Fit fit={story.fit} />}
      {story.strengths.length > 0 && (
        <Part title={t("storyStrengths")}>
          <ul className="grid gap-2">
            {story.strengths.map((claim) => (
              <li key={claim.text} className="grid gap-1">
                <p className="wrap-anywhere">{claim.text}</p>
                <Evidence passages={claim.evidence} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Lines title={t("storyGaps")} lines={story.gaps} />
      <Lines title={t("storyQuestions")} lines={story.questions} />
      <p className="text-dense text-muted">
        {story.source === "model"
          ? t("storyByModel", {
              time: formatMoment(story.generated_at, zone),
              model: story.run?.model ?? t("storyModel"),
            })
          : t("storyByRule", { time: formatMoment(story.generated_at, zone) })}{" "}
        {story.why_local === "budget" && t("storyBudget")}
        {story.why_local === "model-failed" && t("storyModelFailed")}
        {story.dropped_claims > 0 && t("storyDropped", { count: story.dropped_claims })}
      </p>
    </>
  );
}

const MET = {
  shown: [CircleCheck, "success", t("fitShown")],
  partly: [CircleDot, "warn", t("fitPartly")],
  not_shown: [CircleDashed, "neutral", t("fitNot")],
} as const;

function Fit({ fit }: { fit: StoryOf["fit"] }) {
  return (
    <Part title={t("storyFit")}>
      <ul className="divide-y">
        {fit.map((each) => {
          const [icon, tone, word] = MET[each.met];
          return (
            <li key={`${each.kind}-${each.skill}`} className="grid gap-1 py-2 first:pt-0 last:pb-0">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <p className="min-w-32 flex-1 wrap-anywhere">
                  {each.skill}
                  {each.kind === "nice_to_have" && (
                    <span className="ms-2 text-dense text-muted">{t("fitNice")}</span>
                  )}
                </p>
                <Pill icon={icon} tone={tone}>
                  {word}
                </Pill>
              </div>
              <Evidence passages={each.evidence} />
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

function Evidence({ passages }: { passages: readonly Passage[] }) {
  if (passages.length === 0) return null;
  return (
    <ul className="grid gap-0.5 border-s-2 border-line ps-3">
      {passages.map((each) => (
        <li key={each.start} className="text-dense wrap-anywhere text-muted">
          <q>{each.text}</q> {t("storyPage", { page: each.page })}
        </li>
      ))}
    </ul>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Part title={title}>
      <ul className="list-disc ps-4">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <h3 className="text-dense font-medium text-muted">{title}</h3>
      {children}
    </div>
  );
}
