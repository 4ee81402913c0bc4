import { useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useMemo } from "react";
import { useCommands } from "@/components/command/registry";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import type { CandidateSearch } from "../api";
import { t } from "../messages";
import type { Tab } from "../model";
import { useOrder } from "../use-order";

interface WalkProps {
  id: string;
  search: CandidateSearch & { tab?: Tab };
}

/** To the previous and the next candidate of the list that one came from; also by `k` and `j`. */
export function Walk({ id, search: { tab, ...list } }: WalkProps) {
  const navigate = useNavigate();
  const { previous, next, at, count, more, onward } = useOrder(list, id);
  const go = (candidateId: string | null) => {
    if (candidateId === null) return;
    void navigate({
      to: "/candidates/$candidateId",
      params: { candidateId },
      search: { ...list, ...(tab ? { tab } : {}) },
      replace: true,
    });
  };
  const forward = () => {
    if (next !== null) go(next);
    else if (more) onward().then(go, (error: unknown) => toast.failed(t("nextFailed"), error));
  };
  const ahead = next !== null || more;
  const acts = { back: () => go(previous), forward };
  const known = `${previous ?? ""}|${next ?? ""}|${more}`;
  useCommands(
    useMemo(
      () => [
        {
          id: "candidate.next",
          title: t("next"),
          group: "page" as const,
          keys: "j",
          run: acts.forward,
        },
        {
          id: "candidate.previous",
          title: t("previous"),
          group: "page" as const,
          keys: "k",
          run: acts.back,
        },
      ],
      // oxlint-disable-next-line react/exhaustive-deps -- the two do the same as long as the neighbours are the same
      [known],
    ),
  );
  if (at === null) return null;
  return (
    <div className="flex items-center gap-1">
      <span className="tabular text-dense text-muted max-sm:sr-only">
        {t("placeOf", { at, total: more ? `${count}+` : count })}
      </span>
      <IconButton
        icon={ChevronLeft}
        label={t("previous")}
        keys="k"
        disabled={previous === null}
        onClick={acts.back}
      />
      <IconButton
        icon={ChevronRight}
        label={t("next")}
        keys="j"
        disabled={!ahead}
        onClick={acts.forward}
      />
    </div>
  );
}
