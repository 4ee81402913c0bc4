import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRef } from "react";
import { expect, test, vi } from "vitest";
import { Button } from "./button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "./dropdown-menu";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";
import { Slot } from "./slot";

function Menu({ onSelect = vi.fn() }: { onSelect?: () => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>More</Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={onSelect}>Edit</DropdownMenuItem>
        <DropdownMenuItem reason="Not while it is open" onSelect={onSelect}>
          Delete
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function Filter() {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button>Filter</Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Filter">
        <input aria-label="Open jobs" type="checkbox" />
      </PopoverContent>
    </Popover>
  );
}

test("a menu is a plain button until it is opened, and says so", async () => {
  render(<Menu />);
  const trigger = screen.getByRole("button", { name: "More" });
  expect(trigger).toHaveAttribute("aria-haspopup", "menu");
  expect(trigger).toHaveAttribute("aria-expanded", "false");
  await userEvent.click(trigger);
  const menu = await screen.findByRole("menu", { name: "More" });
  expect(trigger).toHaveAttribute("aria-expanded", "true");
  expect(trigger).toHaveAttribute("aria-controls", menu.id);
});

test.each(["{Enter}", " ", "{ArrowDown}"])(
  "opened with the key %j, its first item has the focus, also the very first time",
  async (key) => {
    render(<Menu />);
    await userEvent.tab();
    await userEvent.keyboard(key);
    const first = await screen.findByRole("menuitem", { name: "Edit" });
    await waitFor(() => expect(first).toHaveFocus());
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    expect(screen.getByRole("button", { name: "More" })).toHaveFocus();
  },
);

test("opened with the pointer, nothing in it is chosen yet; what may not be done stays open and does nothing", async () => {
  const chosen = vi.fn();
  render(<Menu onSelect={chosen} />);
  await userEvent.click(screen.getByRole("button", { name: "More" }));
  const menu = await screen.findByRole("menu");
  expect(menu).toHaveFocus();
  await userEvent.click(screen.getByRole("menuitem", { name: /Delete/ }));
  expect(chosen).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("menuitem", { name: "Edit" }));
  expect(chosen).toHaveBeenCalledOnce();
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
});

test("a second press on the trigger closes the menu", async () => {
  render(<Menu />);
  const trigger = screen.getByRole("button", { name: "More" });
  await userEvent.click(trigger);
  await screen.findByRole("menu");
  await userEvent.click(trigger);
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
});

test("a popover opens and closes with its trigger and gives the focus back; outside, it lets go", async () => {
  render(
    <>
      <Filter />
      <Button>Elsewhere</Button>
    </>,
  );
  const trigger = screen.getByRole("button", { name: "Filter" });
  expect(trigger).toHaveAttribute("aria-haspopup", "dialog");
  await userEvent.click(trigger);
  const box = await screen.findByRole("checkbox");
  expect(screen.getByRole("dialog", { name: "Filter" })).toBeVisible();
  await waitFor(() => expect(box).toHaveFocus());
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(trigger).toHaveFocus();
  await userEvent.click(trigger);
  await screen.findByRole("dialog");
  await userEvent.click(trigger);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await userEvent.click(trigger);
  await screen.findByRole("dialog");
  await userEvent.click(screen.getByRole("button", { name: "Elsewhere" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(trigger).not.toHaveFocus();
});

test("pressing its trigger is not going elsewhere: only the click closes a popover, and the focus comes back", async () => {
  render(<Filter />);
  const trigger = screen.getByRole("button", { name: "Filter" });
  await userEvent.click(trigger);
  const box = await screen.findByRole("checkbox");
  await waitFor(() => expect(box).toHaveFocus());
  // As in Safari, where a pressed button does not take the focus.
  fireEvent.pointerDown(trigger);
  expect(trigger).toHaveAttribute("aria-expanded", "true");
  fireEvent.click(trigger);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(trigger).toHaveAttribute("aria-expanded", "false");
  expect(trigger).toHaveFocus();
});

test("a slot keeps what its child has: classes, reference, and the first word on an event", async () => {
  const given = vi.fn();
  const inner = createRef<HTMLButtonElement>();
  const outer = createRef<HTMLButtonElement>();
  const { rerender } = render(
    <Slot onClick={given} className="px-3" ref={outer}>
      <button
        type="button"
        ref={inner}
        className="px-0"
        aria-label="One"
        onClick={() => undefined}
      />
    </Slot>,
  );
  expect(inner.current).toBe(screen.getByRole("button"));
  expect(outer.current).toBe(inner.current);
  expect(inner.current).toHaveClass("px-0");
  await userEvent.click(screen.getByRole("button"));
  expect(given).toHaveBeenCalledOnce();
  rerender(
    <Slot onClick={given}>
      <button type="button" aria-label="One" onClick={(event) => event.preventDefault()} />
    </Slot>,
  );
  await userEvent.click(screen.getByRole("button"));
  expect(given).toHaveBeenCalledOnce();
});
