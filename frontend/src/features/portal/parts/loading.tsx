import { Skeleton, useLate } from "@/components/ui/skeleton";

/** Boxes of the size of the cards that come. */
export function Loading({ cards = 2 }: { cards?: number }) {
  const late = useLate(true);
  return (
    <div aria-busy className="grid gap-4">
      {late &&
        Array.from({ length: cards }, (_, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- they are all alike
          <Skeleton key={index} className="h-40 rounded-card" />
        ))}
    </div>
  );
}
