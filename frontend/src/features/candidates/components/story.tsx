import { Sparkles } from "lucide-react";
import { t } from "../messages";

function plain(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** What the assistant made of the CV: a headline, and whatever else it wrote as texts or lists. */
export function Story({ story }: { story: Record<string, unknown> | null }) {
  if (story === null) return null;
  const parts = Object.entries(story).flatMap(([name, value]) => {
    const lines = Array.isArray(value) ? value : [value];
    const texts = lines.filter((each): each is string => typeof each === "string" && each !== "");
    return texts.length > 0 ? [{ name, texts, list: Array.isArray(value) }] : [];
  });
  if (parts.length === 0) return null;
  return (
    <section className="grid gap-2 rounded-card border bg-card p-4">
      <h2 className="flex items-center gap-2 text-section">
        <Sparkles aria-hidden className="size-4 text-muted" />
        {t("story")}
      </h2>
      {parts.map(({ name, texts, list }) =>
        list ? (
          <div key={name}>
            <h3 className="text-dense font-medium text-muted">{plain(name)}</h3>
            <ul className="list-disc ps-4">
              {texts.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </div>
        ) : (
          <p
            key={name}
            className={name === "headline" ? "font-medium" : "max-w-[72ch] whitespace-pre-line"}
          >
            {texts[0]}
          </p>
        ),
      )}
      <p className="text-dense text-muted">{t("storyBy")}</p>
    </section>
  );
}
