import { Check, ChevronDown, LoaderCircle, X } from "lucide-react";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { t } from "@/components/messages";
import { cn } from "@/lib/cn";
import { controlStyle } from "./input";
import { useFloat } from "./use-float";

export interface ComboOption {
  value: string;
  label: string;
  hint?: string;
}

interface ComboboxProps {
  /** What can be chosen now: all, or what the server found for the words typed. */
  options: readonly ComboOption[];
  value: ComboOption | null;
  onChange: (option: ComboOption | null) => void;
  /** Given: the server searches, and `options` are its answer. Without it the words are looked for in the options. */
  onSearch?: (words: string) => void;
  /** The answer to the newest words is still on its way: until then only what fits them is left of the one before. */
  searching?: boolean;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** Choose one of many by typing. The pattern of a combobox with a list: arrows move, Enter takes, Escape closes. */
export function Combobox({
  options,
  value,
  onChange,
  onSearch,
  searching = false,
  placeholder,
  clearable = false,
  disabled,
  ...control
}: ComboboxProps) {
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const floating = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState<string | null>(null);
  const [at, setAt] = useState(0);

  const wanted = fold(words ?? "");
  const shown =
    wanted === "" || (onSearch && !searching)
      ? options
      : options.filter((option) => fold(`${option.label} ${option.hint ?? ""}`).includes(wanted));
  const active = Math.min(at, shown.length - 1);

  const close = () => {
    setOpen(false);
    setWords(null);
  };
  const take = (option: ComboOption | null) => {
    onChange(option);
    close();
    input.current?.focus();
  };
  const show = () => {
    if (disabled || open) return;
    setOpen(true);
    setAt(
      Math.max(
        0,
        shown.findIndex((option) => option.value === value?.value),
      ),
    );
    onSearch?.("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) show();
      else
        setAt(
          (active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) %
            Math.max(1, shown.length),
        );
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const option = shown[active];
      if (option) take(option);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") close();
  };

  useFloat(open, anchor, floating);

  return (
    <div
      ref={anchor}
      className="relative"
      data-slot="combobox"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <input
        ref={input}
        {...control}
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && shown[active] ? `${list}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        placeholder={placeholder ?? t("choose")}
        value={words ?? value?.label ?? ""}
        className={cn(controlStyle, "h-control truncate pe-9")}
        onClick={show}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
          if (!open) setOpen(true);
          onSearch?.(event.target.value);
        }}
      />
      {clearable && value && !disabled ? (
        <button
          type="button"
          aria-label={t("remove", { name: value.label })}
          onClick={() => take(null)}
          className="absolute inset-y-0 end-0 grid w-9 place-items-center rounded-control text-muted hover:text-fg"
        >
          <X aria-hidden className="size-4" />
        </button>
      ) : (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 end-0 grid w-9 place-items-center text-muted"
        >
          {searching ? (
            <LoaderCircle className="size-4 animate-spin" />
          ) : (
            <ChevronDown className="size-4" />
          )}
        </span>
      )}
      <div
        ref={floating}
        popover="manual"
        hidden={!open}
        className="fixed inset-auto z-pop m-0 overflow-y-auto rounded-card border bg-card p-1 text-fg shadow-pop"
      >
        <ul id={list} role="listbox" aria-label={control["aria-label"] ?? t("choose")}>
          {shown.map((option, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the input has the keys
            <li
              key={option.value}
              id={`${list}-${index}`}
              role="option"
              aria-selected={option.value === value?.value}
              ref={(element) => {
                if (element && index === active && open)
                  element.scrollIntoView({ block: "nearest" });
              }}
              onMouseMove={() => setAt(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
              className={cn(
                "flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 py-1 touch:min-h-11",
                index === active && "bg-sunken",
              )}
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate">{option.label}</span>
                {option.hint && (
                  <span className="block truncate text-meta text-muted">{option.hint}</span>
                )}
              </span>
              {option.value === value?.value && <Check aria-hidden className="size-4 shrink-0" />}
            </li>
          ))}
        </ul>
        {shown.length === 0 && (
          <p className="px-2 py-1.5 text-muted">{searching ? t("searching") : t("nothingFound")}</p>
        )}
      </div>
      <span role="status" className="sr-only">
        {open && !searching ? t("results", { count: shown.length }) : ""}
      </span>
    </div>
  );
}
