import { loadMenu } from "@/components/ui/dropdown-menu";
import { loadPopover } from "@/components/ui/popover";

/** As `loadOverlays`, for what hangs on controls; the candidates' pages have none of it. */
export function loadMenus(): void {
  void Promise.allSettled([loadMenu(), loadPopover()]);
}
