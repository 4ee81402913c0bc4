import { t } from "@/components/messages";
import { Link, useLocation } from "@tanstack/react-router";
import { buttonStyle } from "@/components/ui/button";

/** The way back from a page that is none, to the start of whichever portal this is. */
export function HomeLink() {
  const portal = useLocation({ select: (location) => /^\/portal(\/|$)/.test(location.pathname) });
  return (
    <Link to={portal ? "/portal" : "/"} className={buttonStyle()}>
      {t("toStart")}
    </Link>
  );
}
