import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { t } from "../messages";

export function BackToAll() {
  return (
    <Link
      to="/portal/interviews"
      className="-ms-1 mb-1 inline-flex min-h-11 items-center gap-1 rounded-control pe-2 text-muted hover:text-fg"
    >
      <ChevronLeft aria-hidden className="size-5" />
      {t("allTimes")}
    </Link>
  );
}
