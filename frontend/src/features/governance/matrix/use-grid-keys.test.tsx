import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { useGridKeys } from "./use-grid-keys";

function Grid({ rows = ["one", "two"] }: { rows?: string[] }) {
  return (
    <>
      <button type="button">before</button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- as in the matrix */}
      <table role="grid" {...useGridKeys()}>
        <thead>
          <tr>
            <th tabIndex={-1}>corner</th>
            <th>
              <a href="#a" tabIndex={-1}>
                A
              </a>
            </th>
            <th tabIndex={-1}>B</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th colSpan={3} tabIndex={-1}>
              group
            </th>
          </tr>
          {rows.map((row) => (
            <tr key={row}>
              <th tabIndex={-1}>{row}</th>
              <td tabIndex={-1}>{row} A</td>
              <td tabIndex={-1}>{row} B</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button">after</button>
    </>
  );
}

const focused = () => document.activeElement?.textContent;

test("Tab stops once in the grid, at the place where the person was last", async () => {
  render(<Grid />);
  await userEvent.tab();
  await userEvent.tab();
  expect(focused()).toBe("corner");
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  expect(focused()).toBe("B");
  await userEvent.tab();
  expect(focused()).toBe("after");
  await userEvent.tab({ shift: true });
  expect(focused()).toBe("B");
  await userEvent.click(screen.getByText("two A"));
  await userEvent.tab();
  await userEvent.tab({ shift: true });
  expect(focused()).toBe("two A");
});

test("the arrows, Home and End move between cells and stay inside", async () => {
  render(<Grid />);
  await userEvent.tab();
  await userEvent.tab();
  const steps: [keys: string, there: string][] = [
    ["{ArrowLeft}", "corner"],
    ["{ArrowUp}", "corner"],
    ["{ArrowRight}", "A"],
    ["{ArrowDown}", "group"],
    ["{ArrowRight}", "group"],
    ["{ArrowDown}", "one A"],
    ["{End}", "one B"],
    ["{ArrowRight}", "one B"],
    ["{ArrowDown}", "two B"],
    ["{ArrowDown}", "two B"],
    ["{Home}", "two"],
    ["{Control>}{Home}{/Control}", "corner"],
    ["{Control>}{End}{/Control}", "two B"],
  ];
  for (const [keys, there] of steps) {
    await userEvent.keyboard(keys);
    expect([keys, focused()]).toEqual([keys, there]);
  }
});

test("when the row of the stop is filtered away, there is another stop", async () => {
  const { rerender } = render(<Grid />);
  await userEvent.click(screen.getByText("two A"));
  rerender(<Grid rows={["one"]} />);
  expect(document.querySelectorAll('table [tabindex="0"]')).toHaveLength(1);
});
