import { FileUp } from "lucide-react";
import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";

interface DropZoneProps {
  /** What to do here, as a sentence that the button ends. */
  label: ReactNode;
  choose: string;
  /** What is taken. */
  rules: ReactNode;
  /** For the browser's dialog: `.pdf,.docx`. */
  accept: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
}

/** Takes files by dropping, pasting anywhere on the page, or choosing. */
export function DropZone({ label, choose, rules, accept, multiple, onFiles }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, []);
  return (
    <div
      data-slot="drop-zone"
      onDragOver={(event) => {
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        setOver(true);
      }}
      onDragLeave={(event) => {
        const into = event.relatedTarget;
        if (!(into instanceof Node) || !event.currentTarget.contains(into)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles(Array.from(event.dataTransfer.files));
      }}
      className={cn(
        "grid justify-items-center gap-3 rounded-card border-2 border-dashed border-control/60 px-4 py-8 text-center transition-colors duration-150",
        over && "border-primary bg-primary-soft",
      )}
    >
      <FileUp aria-hidden className="size-6 text-muted" strokeWidth={1.5} />
      <p>{label}</p>
      <Button onClick={() => input.current?.click()} aria-describedby={hint}>
        {choose}
      </Button>
      <p id={hint} className="text-dense text-muted">
        {rules}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        data-slot="file"
        onChange={(event) => {
          onFiles(Array.from(event.target.files ?? []));
          event.target.value = "";
        }}
      />
    </div>
  );
}
