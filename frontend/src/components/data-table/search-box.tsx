import { Search } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useCommands } from "@/components/command/registry";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { t } from "./messages";

const WAIT_MS = 300;

interface SearchBoxProps {
  caption: string;
  value: string;
  onChange: (words: string) => void;
}

/** Asks the server once the typing rests; what is typed never waits for the answer. */
export function SearchBox({ caption, value, onChange }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [told, setTold] = useState(value);
  // Back, or "clear filters", changed it from outside.
  if (value !== told) {
    setTold(value);
    setTyped(value);
  }
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  useEffect(() => {
    const words = typed.trim();
    if (words === told) return;
    const timer = setTimeout(() => {
      setTold(words);
      latest.current(words);
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed, told]);
  useCommands(
    useMemo(
      () => [
        {
          id: "list.search",
          title: t("keySearch"),
          group: "page" as const,
          keys: "/",
          keysOnly: true,
          run: () => input.current?.focus(),
        },
      ],
      [],
    ),
  );
  return (
    <search className="relative w-full min-w-40 sm:max-w-72">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
      <Input
        ref={input}
        type="search"
        aria-label={t("searchIn", { caption })}
        placeholder={t("search")}
        value={typed}
        maxLength={100}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            setTold(typed.trim());
            onChange(typed.trim());
          }
          if (event.key === "Escape" && typed === "") input.current?.blur();
        }}
        className="ps-9 pe-9 [&::-webkit-search-cancel-button]:hidden"
      />
      {typed === "" && (
        <Kbd keys="/" className="absolute end-2.5 top-1/2 -translate-y-1/2 touch:hidden" />
      )}
    </search>
  );
}
