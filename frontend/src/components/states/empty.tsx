import { Inbox, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { StateFrame } from "./state-frame";

interface EmptyProps {
  icon?: LucideIcon;
  /** What will be here: "No jobs yet". */
  title: string;
  /** Why it is empty, and how it fills. */
  children?: ReactNode;
  /** The one thing to do now, if the person may do it. */
  action?: ReactNode;
  page?: boolean;
}

export function Empty({ icon = Inbox, title, children, action, page }: EmptyProps) {
  return (
    <StateFrame icon={icon} title={title} actions={action} page={page}>
      {children}
    </StateFrame>
  );
}
