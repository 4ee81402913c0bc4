import { CircleUser, Clock, Keyboard, LogOut, Plus, Search } from "lucide-react";
import type { Me } from "@/api/sessions";
import { t } from "@/components/command/messages";
import { showOverlay } from "@/components/command/palette-state";
import { useAllCommands } from "@/components/command/registry";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadios,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { setPreferences, usePreferences } from "@/lib/preferences";
import { cityOf } from "@/lib/time";
import { useZone } from "@/lib/use-zone";

/** Opens the palette; looks like what it does. */
export function SearchButton() {
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => showOverlay("palette")}
      className="flex h-control w-full max-w-80 items-center gap-2 rounded-control border border-control/60 bg-card px-3 text-muted hover:border-fg/60"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="flex-1 truncate text-start">{t("searchShort")}</span>
      <Kbd keys="mod+k" className="max-sm:hidden" />
    </button>
  );
}

/** The commands of the group "create": new job, new candidate. Not there when the person may create nothing. */
export function CreateMenu() {
  const own = useAllCommands().filter((command) => command.group === "create");
  if (own.length === 0) return null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          tone="primary"
          aria-label={t("createMenu")}
          className="max-sm:w-control max-sm:px-0"
        >
          <Plus aria-hidden />
          <span className="max-sm:sr-only">{t("createMenu")}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        {own.map((command) => (
          <DropdownMenuItem
            key={command.id}
            icon={command.icon}
            keys={command.keys}
            onSelect={command.run}
          >
            {command.title}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

interface ProfileMenuProps {
  user: Me;
  onProfile?: () => void;
  onSignOut: () => void;
}

const ROLES: Record<string, () => string> = {
  admin: () => t("admin"),
  recruiter: () => t("recruiter"),
  client_user: () => t("client_user"),
};

export function ProfileMenu({ user, onProfile, onSignOut }: ProfileMenuProps) {
  const { theme, density } = usePreferences();
  const zone = useZone();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <button
          type="button"
          aria-label={t("profileMenu", { name: user.name })}
          className="ms-1 grid size-9 place-items-center rounded-full touch:size-11"
        >
          <Avatar name={user.name} />
        </button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-64">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium">{user.name}</p>
          <p className="truncate text-dense text-muted">{user.email}</p>
          <p className="text-dense text-muted">{ROLES[user.role]?.() ?? user.role}</p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuRadios
          label={t("theme")}
          value={theme}
          onChange={(next) => setPreferences({ theme: next })}
          options={[
            { value: "system", label: t("system") },
            { value: "light", label: t("light") },
            { value: "dark", label: t("dark") },
          ]}
        />
        <DropdownMenuRadios
          label={t("density")}
          value={density}
          onChange={(next) => setPreferences({ density: next })}
          options={[
            { value: "comfortable", label: t("comfortableShort") },
            { value: "compact", label: t("compactShort") },
          ]}
        />
        <DropdownMenuSeparator />
        {onProfile && (
          <DropdownMenuItem icon={CircleUser} onSelect={onProfile}>
            {t("profile")}
          </DropdownMenuItem>
        )}
        <DropdownMenuItem icon={Clock} onSelect={() => setTimeout(() => showOverlay("zone"))}>
          {t("zoneNow", { city: cityOf(zone) })}
        </DropdownMenuItem>
        <DropdownMenuItem
          icon={Keyboard}
          keys="?"
          onSelect={() => setTimeout(() => showOverlay("keys"))}
        >
          {t("keysTitle")}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem icon={LogOut} onSelect={onSignOut}>
          {t("signOut")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
