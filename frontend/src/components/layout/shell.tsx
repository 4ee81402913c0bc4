import { t } from "@/components/messages";
import { Link } from "@tanstack/react-router";
import { Menu, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState, type ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Sheet } from "@/components/ui/sheet";
import { cn } from "@/lib/cn";
import { setPreferences, usePreferences } from "@/lib/preferences";
import { Logo } from "./logo";
import type { NavigationEntry } from "./navigation";
import { Sidebar } from "./sidebar";
import { SkipLink } from "./skip-link";

interface ShellProps {
  /** What this person may open. */
  navigation: NavigationEntry[];
  /** In the top bar, left: search. */
  search?: ReactNode;
  /** In the top bar, right: create, bell, profile. */
  tools?: ReactNode;
  children: ReactNode;
}

/** The internal portal around every page. */
export function Shell({ navigation, search, tools, children }: ShellProps) {
  const { sidebar } = usePreferences();
  const [sheet, setSheet] = useState(false);
  const narrow = sidebar === "narrow";
  return (
    <div
      className={cn(
        "grid min-h-dvh lg:grid-cols-[240px_minmax(0,1fr)]",
        narrow && "lg:grid-cols-[56px_minmax(0,1fr)]",
      )}
    >
      <SkipLink />
      <div className="hidden border-e lg:block">
        <div
          className={cn(
            "sticky top-0 flex h-dvh flex-col overflow-y-auto px-3 pb-3",
            narrow && "px-2",
          )}
        >
          <div
            className={cn("flex h-14 shrink-0 items-center px-1", narrow && "justify-center px-0")}
          >
            <Link to="/" aria-label={t("home")} className="rounded-control">
              <Logo name={!narrow} />
            </Link>
          </div>
          <Sidebar entries={navigation} narrow={narrow} />
          <div className={cn("mt-auto pt-3", narrow && "grid justify-center")}>
            <IconButton
              icon={narrow ? PanelLeftOpen : PanelLeftClose}
              label={narrow ? t("widen") : t("narrow")}
              keys="["
              onClick={() => setPreferences({ sidebar: narrow ? "wide" : "narrow" })}
            />
          </div>
        </div>
      </div>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-bar flex h-14 items-center gap-2 border-b bg-bg/95 px-4 backdrop-blur-sm sm:px-6">
          <IconButton
            icon={Menu}
            label={t("openMenu")}
            className="-ms-2 lg:hidden"
            onClick={() => setSheet(true)}
          />
          <div className="min-w-0 flex-1">{search}</div>
          <div className="flex items-center gap-1">{tools}</div>
        </header>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1">
          {children}
        </main>
      </div>
      <Sheet open={sheet} onOpenChange={setSheet} side="start" title={<Logo />}>
        <Sidebar entries={navigation} onChosen={() => setSheet(false)} />
      </Sheet>
    </div>
  );
}
