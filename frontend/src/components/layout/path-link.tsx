import { useRouter } from "@tanstack/react-router";
import type { ComponentProps, MouseEvent } from "react";

interface PathLinkProps extends Omit<ComponentProps<"a">, "href"> {
  /** A path of ours that is made up of data: `/candidates/cand_…`. Where the page is known, use the router's Link. */
  href: string;
}

/** A link to whatever a record points at: opens without loading the page anew, and as any link in a new tab. */
export function PathLink({ href, onClick, children, ...rest }: PathLinkProps) {
  const router = useRouter();
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const own = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (event.defaultPrevented || !own || event.altKey) return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a href={href} onClick={open} {...rest}>
      {children}
    </a>
  );
}
