/** The mark beside the name. */
export function Logo({ name = true }: { name?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg viewBox="0 0 32 32" aria-hidden className="size-7 shrink-0 text-primary">
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <path
          d="M8.5 23.5 14.6 8.9a1.5 1.5 0 0 1 2.8 0l6.1 14.6"
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
          className="stroke-on-primary"
        />
        <circle cx="16" cy="19.6" r="2.3" className="fill-on-primary" />
      </svg>
      {name ? (
        <span className="text-section tracking-tight">Arbeit</span>
      ) : (
        <span className="sr-only">Arbeit</span>
      )}
    </span>
  );
}
