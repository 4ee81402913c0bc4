import { Bell, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox, type ComboOption } from "@/components/ui/combobox";
import { DateTimeInput } from "@/components/ui/date-time";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TagInput } from "@/components/ui/tag-input";
import { Textarea } from "@/components/ui/textarea";
import { Section } from "./section";

const MODES = [
  { value: "Video", label: "Video" },
  { value: "Phone", label: "Phone" },
  { value: "Onsite", label: "Onsite" },
] as const;

const CITIES: ComboOption[] = [
  "Kolkata",
  "Kathmandu",
  "Berlin",
  "Bogotá",
  "New York",
  "Zürich",
].map((label) => ({ value: label, label, hint: "A city" }));

export function Controls() {
  const [city, setCity] = useState<ComboOption | null>(CITIES[0] ?? null);
  const [mode, setMode] = useState<"Video" | "Phone" | "Onsite">("Video");
  const [tags, setTags] = useState(["TypeScript", "Postgres", "A skill with rather a long name"]);
  const [at, setAt] = useState<string | null>("2026-10-25T00:30:00.000Z");
  return (
    <>
      <Section title="Buttons">
        <div className="flex flex-wrap items-center gap-2">
          <Button tone="primary">
            <Plus aria-hidden /> New job
          </Button>
          <Button>Secondary</Button>
          <Button tone="quiet">Quiet</Button>
          <Button tone="danger">
            <Trash2 aria-hidden /> Delete
          </Button>
          <Button tone="danger-quiet">Remove</Button>
          <Button busy>Saving</Button>
          <Button tone="primary" busy>
            Saving
          </Button>
          <Button reason="Round 1 has not been passed yet.">With a reason</Button>
          <Button disabled>Disabled</Button>
          <Button size="small">Small</Button>
          <IconButton icon={Bell} label="Notifications" />
        </div>
      </Section>
      <Section title="Fields">
        <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
          <Field label="Title" hint="As candidates will read it." required>
            {(control) => <Input {...control} defaultValue="Site Reliability Engineer" />}
          </Field>
          <Field label="E-mail" error="This is not an e-mail address." required>
            {(control) => <Input {...control} type="email" defaultValue="ada@" />}
          </Field>
          <Field label="Read only">
            {(control) => <Input {...control} readOnly defaultValue="client_01" />}
          </Field>
          <Field label="Disabled" optional>
            {(control) => <Input {...control} disabled placeholder="Nothing here" />}
          </Field>
          <Field label="Password">
            {(control) => (
              <PasswordInput {...control} autoComplete="off" defaultValue="correct horse" />
            )}
          </Field>
          <Field label="Mode">
            {(control) => <Select {...control} options={MODES} defaultValue="Phone" />}
          </Field>
          <Field label="City" hint="Type to search; accents do not matter.">
            {(control) => (
              <Combobox {...control} options={CITIES} value={city} onChange={setCity} clearable />
            )}
          </Field>
          <Field label="Skills">
            {(control) => <TagInput {...control} value={tags} onChange={setTags} />}
          </Field>
          <Field label="Start">
            {(control) => (
              <DateTimeInput {...control} value={at} onChange={setAt} zone="Europe/Berlin" />
            )}
          </Field>
          <Field label="Notes" className="sm:col-span-2">
            {(control) => <Textarea {...control} defaultValue="Only for the agency." />}
          </Field>
        </div>
      </Section>
      <Section title="Choices">
        <div className="grid max-w-3xl gap-6 sm:grid-cols-2">
          <div className="grid gap-2">
            <Checkbox label="Send a mail" hint="To the candidate" defaultChecked />
            <Checkbox label="Some of them" mixed />
            <Checkbox label="Disabled" disabled />
          </div>
          <div className="grid gap-2">
            <Switch label="Live updates" hint="Over one stream for all tabs" defaultChecked />
            <Switch label="Sound" />
            <Switch label="Disabled" disabled />
          </div>
          <RadioGroup legend="Interview mode" options={MODES} value={mode} onChange={setMode} />
          <RadioGroup
            legend="As cards"
            cards
            options={[
              { value: "Video", label: "Video", hint: "A link is sent" },
              { value: "Phone", label: "Phone", hint: "We call" },
              { value: "Onsite", label: "Onsite", disabled: true },
            ]}
            value={mode}
            onChange={setMode}
            error="Choose one."
          />
        </div>
      </Section>
    </>
  );
}
