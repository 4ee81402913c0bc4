/** What the shell itself offers, beside the pages of the side bar. */
import {
  Clock,
  Keyboard,
  LogOut,
  Monitor,
  Moon,
  PanelLeft,
  Rows2,
  Rows3,
  Search,
  Sun,
} from "lucide-react";
import type { NavigationEntry } from "@/components/layout/navigation";
import { preferences, setPreferences } from "@/lib/preferences";
import { t } from "./messages";
import { showOverlay } from "./palette-state";
import type { Command, CommandContext, FeatureCommand } from "./types";

export function shellCommands(signOut: () => void): Command[] {
  return [
    {
      id: "palette",
      title: t("openPalette"),
      group: "view",
      keys: "mod+k",
      icon: Search,
      keysOnly: true,
      run: () => showOverlay("palette"),
    },
    {
      id: "keys",
      title: t("openKeys"),
      group: "view",
      keys: "?",
      icon: Keyboard,
      run: () => showOverlay("keys"),
    },
    {
      id: "sidebar",
      title: t("toggleSidebar"),
      group: "view",
      keys: "[",
      icon: PanelLeft,
      run: () => setPreferences({ sidebar: preferences().sidebar === "wide" ? "narrow" : "wide" }),
    },
    {
      id: "theme.light",
      title: t("themeLight"),
      group: "view",
      icon: Sun,
      run: () => setPreferences({ theme: "light" }),
    },
    {
      id: "theme.dark",
      title: t("themeDark"),
      group: "view",
      icon: Moon,
      run: () => setPreferences({ theme: "dark" }),
    },
    {
      id: "theme.system",
      title: t("themeSystem"),
      group: "view",
      icon: Monitor,
      run: () => setPreferences({ theme: "system" }),
    },
    {
      id: "density.compact",
      title: t("compact"),
      group: "view",
      icon: Rows3,
      run: () => setPreferences({ density: "compact" }),
    },
    {
      id: "density.comfortable",
      title: t("comfortable"),
      group: "view",
      icon: Rows2,
      run: () => setPreferences({ density: "comfortable" }),
    },
    {
      id: "zone",
      title: t("timeZone"),
      group: "view",
      icon: Clock,
      run: () => showOverlay("zone"),
    },
    { id: "sign-out", title: t("signOut"), group: "session", icon: LogOut, run: signOut },
  ];
}

export function goCommands(
  entries: readonly NavigationEntry[],
  context: CommandContext,
): Command[] {
  return entries.map((entry) => ({
    id: `go.${entry.to}`,
    title: t("goTo", { page: entry.label }),
    group: "go",
    icon: entry.icon,
    keys: entry.key ? `g ${entry.key}` : undefined,
    run: () => void context.navigate({ to: entry.to }),
  }));
}

export function featureCommands(
  commands: readonly FeatureCommand[],
  context: CommandContext,
  path: string,
): Command[] {
  return commands
    .filter((command) => command.when(context.user))
    .map(({ home, ...command }) => ({
      ...command,
      keys: command.keys ?? (home === path ? "n" : undefined),
      run: () => command.run(context),
    }));
}
