import { useState } from "react";

/** True from the first opening on: what was never opened need not be loaded, what was can be seen closing. */
export function useOnceOpen(open: boolean): boolean {
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  return opened || open;
}
