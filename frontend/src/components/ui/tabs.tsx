import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface TabsProps<V extends string> {
  label: string;
  value: V;
  onChange: (value: V) => void;
  tabs: readonly { value: V; label: ReactNode; count?: number }[];
  /** The panel of the chosen tab; only that one is drawn. */
  children: ReactNode;
  className?: string;
}

/** On a narrow screen the tabs scroll: the chosen one is never the one that is cut off. */
function bringIntoView(tab: HTMLElement | null): void {
  const list = tab?.parentElement;
  if (tab && list) list.scrollLeft = tab.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
}

/** Views of one thing. Keep the chosen one in the address, so that it can be sent to somebody. */
export function Tabs<V extends string>({
  label,
  value,
  onChange,
  tabs,
  children,
  className,
}: TabsProps<V>) {
  return (
    <Radix.Root
      data-slot="tabs"
      value={value}
      onValueChange={(next) => {
        const found = tabs.find((tab) => tab.value === next);
        if (found) onChange(found.value);
      }}
    >
      <Radix.List
        aria-label={label}
        className={cn("relative flex gap-1 overflow-x-auto border-b", className)}
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            ref={tab.value === value ? bringIntoView : undefined}
            className="-mb-px flex h-control shrink-0 items-center gap-1.5 border-b-2 border-transparent px-3 text-muted hover:text-fg focus-visible:-outline-offset-2 data-[state=active]:border-primary data-[state=active]:font-medium data-[state=active]:text-fg"
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className="tabular rounded-full bg-sunken px-1.5 text-meta text-muted">
                {tab.count}
              </span>
            )}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content key={value} value={value} className="pt-4 focus-visible:outline-offset-4">
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
