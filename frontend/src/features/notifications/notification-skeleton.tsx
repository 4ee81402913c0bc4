import { Skeleton, useLate } from "@/components/ui/skeleton";

/** Rows of the same box as what comes. */
export function NotificationSkeleton({ rows = 6 }: { rows?: number }) {
  const late = useLate(true);
  return (
    <div aria-busy="true">
      {late &&
        Array.from({ length: rows }, (_, index) => (
          <div key={index} className="flex gap-3 px-3 py-2.5">
            <Skeleton className="size-7 rounded-full" />
            <div className="grid flex-1 gap-1.5">
              <Skeleton className="w-2/5" />
              <Skeleton className="w-4/5" />
              <Skeleton className="h-3 w-1/4" />
            </div>
          </div>
        ))}
    </div>
  );
}
