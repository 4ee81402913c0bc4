import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Bell as Icon } from "lucide-react";
import { unread } from "./api";
import { t } from "./messages";

const MOST = 99;

/** In the bar: the way to the news, with how many have not been read. */
export function Bell() {
  const { data: count = 0 } = useQuery(unread);
  return (
    <Link
      to="/portal/news"
      aria-label={count > 0 ? t("bell", { count }) : t("bellNone")}
      className="relative grid size-11 place-items-center rounded-control text-muted hover:bg-sunken hover:text-fg aria-[current=page]:text-primary"
    >
      <Icon aria-hidden className="size-5" />
      {count > 0 && (
        <span
          aria-hidden
          className="tabular absolute end-1 top-1 grid h-4 min-w-4 place-items-center rounded-full bg-danger px-1 text-[0.6875rem] leading-none font-semibold text-on-primary"
        >
          {count > MOST ? t("many") : count}
        </span>
      )}
    </Link>
  );
}
