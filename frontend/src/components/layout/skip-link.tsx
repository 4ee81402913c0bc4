import { t } from "@/components/messages";
/** The first stop of the Tab key: past the bars, to the content. Every shell has a `main` of that id. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only rounded-control bg-primary px-3 py-2 text-on-primary focus:not-sr-only focus:fixed focus:start-2 focus:top-2 focus:z-toast"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("content")?.focus();
      }}
    >
      {t("skip")}
    </a>
  );
}
