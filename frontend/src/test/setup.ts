import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

afterEach(cleanup);
// What is loaded when it is needed takes its time on a machine that has other work.
configure({ asyncUtilTimeout: 4_000 });

// What jsdom leaves out and Radix asks for.
window.matchMedia ??= (query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addEventListener: vi.fn(),
  removeEventListener: vi.fn(),
  addListener: vi.fn(),
  removeListener: vi.fn(),
  dispatchEvent: () => false,
});
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.hasPointerCapture ??= () => false;
Element.prototype.setPointerCapture ??= () => undefined;
Element.prototype.releasePointerCapture ??= () => undefined;
HTMLElement.prototype.showPopover ??= function show(this: HTMLElement) {
  this.style.display = "block";
};
HTMLElement.prototype.hidePopover ??= function hide(this: HTMLElement) {
  this.style.display = "";
};
