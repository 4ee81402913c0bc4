import { useMutation } from "@tanstack/react-query";
import { CalendarPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { calendarFile } from "../api";
import { t } from "../messages";

/** The file needs the session's token, so it is fetched and then handed over, not linked to. */
export function CalendarButton({ id }: { id: string }) {
  const load = useMutation({
    mutationFn: () => calendarFile(id),
    onSuccess: (file) => {
      const address = URL.createObjectURL(file);
      const link = document.createElement("a");
      link.href = address;
      link.download = "interview.ics";
      link.click();
      // The browser has begun to read it by then.
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    },
    onError: (error) => toast.failed(t("calendarFailed"), error),
  });
  return (
    <Button busy={load.isPending} onClick={() => load.mutate()}>
      <CalendarPlus aria-hidden />
      {t("addToCalendar")}
    </Button>
  );
}
