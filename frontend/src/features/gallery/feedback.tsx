import { useState } from "react";
import { Status } from "@/components/status/status";
import {
  ACCOUNT_STATUSES,
  CANDIDATE_STATUSES,
  INTERVIEW_STATUSES,
  JOB_STATUSES,
  PRIORITIES,
} from "@/components/status/statuses";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { Section } from "./section";

export function Feedback() {
  const [tab, setTab] = useState<"profile" | "interviews" | "notes">("profile");
  return (
    <>
      <Section title="Statuses">
        <div className="grid gap-2">
          {(
            [
              ["candidate", CANDIDATE_STATUSES],
              ["job", JOB_STATUSES],
              ["interview", INTERVIEW_STATUSES],
              ["priority", PRIORITIES],
              ["account", ACCOUNT_STATUSES],
              ["interview", ["Of a newer server"]],
            ] as const
          ).map(([of, all]) => (
            <div key={of + all.length} className="flex flex-wrap gap-2">
              {all.map((status) => (
                <Status key={status} of={of} status={status} />
              ))}
            </div>
          ))}
        </div>
      </Section>
      <Section title="Notices and small parts">
        <div className="grid max-w-3xl gap-3">
          <Notice tone="info" title="For your information">
            This job takes new candidates.
          </Notice>
          <Notice tone="success" title="Done" actions={<Button size="small">Open</Button>} />
          <Notice tone="warn">The invitation could not be sent yet.</Notice>
          <Notice tone="danger" title="Not saved">
            The server cannot be reached.
          </Notice>
          <div className="flex flex-wrap items-center gap-3">
            <Avatar name="Chen Wei" label />
            <Avatar name="José María de la Cruz" label />
            <Badge>TypeScript</Badge>
            <Badge>12</Badge>
            <Kbd keys="mod+k" />
            <Kbd keys="g j" />
            <Skeleton className="w-32" />
          </div>
          <Progress label="Upload of cv.pdf" value={0.62} />
          <Progress label="Reading the CV" value={null} />
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => toast.done("Chen Wei moved to Shortlisted")}>Toast</Button>
            <Button onClick={() => toast.undo("Northwind archived", () => undefined)}>
              With undo
            </Button>
            <Button onClick={() => toast.failed("Not moved", new Error("x"))}>Failed</Button>
          </div>
        </div>
      </Section>
      <Section title="Tabs">
        <Tabs
          label="Of the candidate"
          value={tab}
          onChange={setTab}
          tabs={[
            { value: "profile", label: "Profile" },
            { value: "interviews", label: "Interviews", count: 3 },
            { value: "notes", label: "Notes" },
          ]}
        >
          <p>The panel of {tab}.</p>
        </Tabs>
      </Section>
    </>
  );
}
