import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Sheet } from "@/components/ui/sheet";
import { Tooltip } from "@/components/ui/tooltip";
import { Section } from "./section";

export function Overlays() {
  const [open, setOpen] = useState<"dialog" | "alert" | "sheet" | null>(null);
  const close = (next: boolean) => setOpen(next ? open : null);
  return (
    <Section title="Over the page">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen("dialog")}>Open a dialog</Button>
        <Button onClick={() => setOpen("alert")}>Ask before deleting</Button>
        <Button onClick={() => setOpen("sheet")}>Open a sheet</Button>
        <Popover>
          <PopoverTrigger asChild>
            <Button>Open a popover</Button>
          </PopoverTrigger>
          <PopoverContent aria-label="Example">
            <p>Something beside the button.</p>
          </PopoverContent>
        </Popover>
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button>Open a menu</Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="start">
            <DropdownMenuItem icon={Pencil} keys="e">
              Edit
            </DropdownMenuItem>
            <DropdownMenuItem reason="It has open jobs.">Archive</DropdownMenuItem>
            <DropdownMenuSeparator />
            <DropdownMenuItem icon={Trash2} danger>
              Delete
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        <Tooltip tip="A few words more">
          <Button>With a tip</Button>
        </Tooltip>
      </div>
      <Dialog
        open={open === "dialog"}
        onOpenChange={close}
        title="New job"
        description="For Northwind Ltd"
        footer={
          <>
            <Button onClick={() => setOpen(null)}>Cancel</Button>
            <Button tone="primary">Create job</Button>
          </>
        }
      >
        <Field label="Title">{(control) => <Input {...control} />}</Field>
      </Dialog>
      <AlertDialog
        open={open === "alert"}
        onOpenChange={close}
        title="Delete “Northwind Ltd”?"
        effect="Its 3 users can no longer sign in. Jobs and candidates stay."
        confirm="Delete client"
        onConfirm={() => setOpen(null)}
      />
      <Sheet
        open={open === "sheet"}
        onOpenChange={close}
        title="Chen Wei"
        description="Site Reliability Engineer"
        wide
      >
        <p>A peek at a row.</p>
      </Sheet>
    </Section>
  );
}
