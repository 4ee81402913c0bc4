import { X } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { t } from "@/components/messages";
import { cn } from "@/lib/cn";
import { controlStyle } from "./input";

interface TagInputProps extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  value: readonly string[];
  onChange: (tags: string[]) => void;
  /** The API takes no more. */
  most?: number;
}

/** Short words in a row: skills, tags. Enter or a comma takes one, Backspace on empty takes the last away, paste splits. */
export function TagInput({ value, onChange, most = 50, className, ...rest }: TagInputProps) {
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    const found = text
      .split(/[,;\n]/)
      .map((each) => each.trim())
      .filter(Boolean);
    const known = new Set(value.map((each) => each.toLocaleLowerCase()));
    const fresh = found.filter((each) => {
      const folded = each.toLocaleLowerCase();
      return !known.has(folded) && known.add(folded);
    });
    if (fresh.length > 0) onChange([...value, ...fresh].slice(0, most));
    setTyped("");
  };
  return (
    <div
      className={cn(
        controlStyle,
        "flex min-h-control flex-wrap items-center gap-1 px-1.5 py-1 focus-within:outline-2 focus-within:outline-ring",
        className,
      )}
    >
      {value.map((tag) => (
        <span
          key={tag}
          className="inline-flex h-6 max-w-full items-center rounded-[4px] bg-sunken ps-2 text-dense touch:h-9"
        >
          <span className="truncate">{tag}</span>
          <button
            type="button"
            aria-label={t("remove", { name: tag })}
            onClick={() => onChange(value.filter((each) => each !== tag))}
            className="grid size-6 place-items-center rounded-[4px] text-muted hover:text-fg touch:size-9"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <input
        {...rest}
        value={typed}
        onChange={(event) =>
          /[,;\n]/.test(event.target.value) ? add(event.target.value) : setTyped(event.target.value)
        }
        onKeyDown={(event) => {
          if (event.key === "Enter" && typed.trim() !== "") {
            event.preventDefault();
            add(typed);
          } else if (event.key === "Backspace" && typed === "" && value.length > 0)
            onChange(value.slice(0, -1));
        }}
        onBlur={(event) => {
          add(typed);
          rest.onBlur?.(event);
        }}
        className="h-6 min-w-24 flex-1 bg-transparent px-1.5 outline-none touch:h-9"
      />
    </div>
  );
}
