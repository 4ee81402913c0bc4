import { loadAlertDialog } from "@/components/ui/alert-dialog";
import { loadDialog } from "@/components/ui/dialog";
import { loadSheet } from "@/components/ui/sheet";
import { loadToast } from "@/components/ui/toast";

/** Fetches what lies over pages before it is asked for, so that the first dialog opens at once, also on a bad line. */
export function loadOverlays(): void {
  // A failure now means only that it is fetched when it is needed.
  void Promise.allSettled([loadDialog(), loadSheet(), loadAlertDialog(), loadToast()]);
}
