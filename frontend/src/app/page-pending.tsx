/** While a page's own code is on its way. Plain boxes: this is part of the first file that every visitor loads. */
export function PagePending() {
  return (
    <div aria-busy="true" className="mx-auto grid w-full max-w-[1440px] gap-4 px-4 py-6 sm:px-6">
      <span role="status" className="sr-only">
        Loading
      </span>
      <span aria-hidden className="h-7 w-48 animate-pulse rounded-control bg-sunken" />
      <span aria-hidden className="h-64 w-full animate-pulse rounded-control bg-sunken" />
    </div>
  );
}
