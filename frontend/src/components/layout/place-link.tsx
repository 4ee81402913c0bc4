import { useRouter } from "@tanstack/react-router";
import type { ComponentProps, MouseEvent } from "react";
import { cn } from "@/lib/cn";

interface PlaceLinkProps extends Omit<ComponentProps<"a">, "href"> {
  /** An address of this portal, with what it filters by: `/candidates?status=NEW`. */
  place: string;
}

/** A link from one feature into another's list. Features know each other's addresses, as people do, never their code. */
export function PlaceLink({ place, className, onClick, children, ...rest }: PlaceLinkProps) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (event.defaultPrevented || event.button !== 0 || !plain) return;
    event.preventDefault();
    void router.navigate({ href: place });
  };
  return (
    <a href={place} onClick={follow} className={cn("rounded-control", className)} {...rest}>
      {children}
    </a>
  );
}
