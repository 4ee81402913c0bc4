import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Button } from "./button";
import { Combobox, type ComboOption } from "./combobox";
import { Field } from "./field";
import { Input } from "./input";
import { TagInput } from "./tag-input";

test("label, hint and error belong to the control", () => {
  render(
    <Field label="E-mail" hint="We never share it." error="Not an address." required>
      {(control) => <Input {...control} />}
    </Field>,
  );
  const input = screen.getByLabelText("E-mail");
  expect(input).toHaveAccessibleDescription("Not an address. We never share it.");
  expect(input).toBeInvalid();
  expect(input).toBeRequired();
});

test("without hint and error nothing is pointed to", () => {
  render(<Field label="Name">{(control) => <Input {...control} />}</Field>);
  expect(screen.getByLabelText("Name")).not.toHaveAttribute("aria-describedby");
  expect(screen.getByLabelText("Name")).toBeValid();
});

test("a busy button and one with a reason can be reached and do nothing", async () => {
  const act = vi.fn();
  const user = userEvent.setup();
  render(
    <>
      <Button busy onClick={act}>
        Saving
      </Button>
      <Button reason="Round 1 has not been passed." onClick={act}>
        Next round
      </Button>
    </>,
  );
  await user.tab();
  expect(screen.getByRole("button", { name: "Saving" })).toHaveFocus();
  await user.keyboard("{Enter}");
  await user.click(screen.getByRole("button", { name: "Next round" }));
  expect(act).not.toHaveBeenCalled();
  expect(screen.getByRole("button", { name: "Next round" })).toHaveAccessibleDescription(
    "Round 1 has not been passed.",
  );
});

test("a button that is off sends no form", async () => {
  const send = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
  const user = userEvent.setup();
  render(
    <form onSubmit={send}>
      <Button type="submit" busy>
        Save
      </Button>
    </form>,
  );
  await user.click(screen.getByRole("button"));
  expect(send).not.toHaveBeenCalled();
});

const CITIES: ComboOption[] = ["Kolkata", "Zürich", "Bogotá"].map((label) => ({
  value: label.toLowerCase(),
  label,
}));

test("a combobox finds without accents, takes by Enter, and forgets half-typed words", async () => {
  const take = vi.fn();
  const user = userEvent.setup();
  render(<Combobox aria-label="City" options={CITIES} value={CITIES[0] ?? null} onChange={take} />);
  const input = screen.getByRole("combobox", { name: "City" });
  await user.click(input);
  expect(screen.getAllByRole("option")).toHaveLength(3);
  await user.clear(input);
  await user.type(input, "zur");
  expect(screen.getAllByRole("option").map((each) => each.textContent)).toEqual(["Zürich"]);
  await user.keyboard("{Enter}");
  expect(take).toHaveBeenCalledWith(CITIES[1]);
  await user.type(input, "bog");
  await user.keyboard("{Escape}");
  expect(input).toHaveValue("Kolkata");
  expect(input).toHaveAttribute("aria-expanded", "false");
});

test("while the server still searches, Enter takes nothing that does not fit the words", async () => {
  const take = vi.fn();
  const user = userEvent.setup();
  const city = (searching: boolean) => (
    <Combobox
      aria-label="City"
      options={CITIES}
      value={null}
      onChange={take}
      onSearch={() => undefined}
      searching={searching}
    />
  );
  const { rerender } = render(city(true));
  const input = screen.getByRole("combobox", { name: "City" });
  await user.type(input, "Accra");
  expect(screen.getByText("Searching")).toBeVisible();
  await user.keyboard("{Enter}");
  expect(take).not.toHaveBeenCalled();
  // What the server found by other words of its own stays.
  rerender(city(false));
  expect(screen.getAllByRole("option")).toHaveLength(3);
});

test("tags are taken by Enter, comma and paste, once each, and removed by Backspace", async () => {
  const change = vi.fn();
  const user = userEvent.setup();
  const { rerender } = render(<TagInput aria-label="Skills" value={["Go"]} onChange={change} />);
  await user.type(screen.getByLabelText("Skills"), "Rust{Enter}");
  expect(change).toHaveBeenLastCalledWith(["Go", "Rust"]);
  rerender(<TagInput aria-label="Skills" value={["Go", "Rust"]} onChange={change} />);
  await user.click(screen.getByLabelText("Skills"));
  await user.paste("SQL, go; Kafka");
  expect(change).toHaveBeenLastCalledWith(["Go", "Rust", "SQL", "Kafka"]);
  await user.keyboard("{Backspace}");
  expect(change).toHaveBeenLastCalledWith(["Go"]);
});
