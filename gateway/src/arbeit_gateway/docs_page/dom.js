// Small helpers to build the page. Text only ever goes in as text: nothing of the document is read as HTML.

/** An element with attributes and children (strings become text; null and false are left out). */
export function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat(3).filter((child) => child != null && child !== false));
  return node;
}

/** Paragraphs with `code`, **bold** and line breaks collapsed: the little Markdown that descriptions use. */
export function prose(text) {
  if (!text) return [];
  return text.trim().split(/\n\s*\n/).map((paragraph) => el("p", {}, inline(paragraph.replace(/\s*\n\s*/g, " "))));
}

/** One line of it. */
export function inline(text) {
  return text.split(/(``[^`]+``|`[^`]+`|\*\*[^*]+\*\*)/).map((part) => {
    if (part.startsWith("`")) return el("code", {}, part.replace(/^`+|`+$/g, ""));
    if (part.startsWith("**")) return el("strong", {}, part.slice(2, -2));
    return part;
  });
}

/** The path with its parameters set apart. */
export function path(text) {
  return el("span", { class: "path" }, text.split(/(\{[^}]+\})/).map((part) =>
    part.startsWith("{") ? el("span", { class: "parameter" }, part) : part));
}

/** A block of text to copy, JSON in colours. */
export function sample(title, text, json = false) {
  const copy = el("button", { class: "copy", type: "button" }, "Copy");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy"; }, 1500);
  });
  const code = el("pre", { tabindex: "0" }, json ? coloured(text) : text);
  return el("div", { class: "sample" }, el("div", { class: "sample-head" }, title, copy), code);
}

function coloured(text) {
  const parts = text.split(/("(?:[^"\\]|\\.)*"(?:\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?)/);
  return parts.map((part) => {
    if (/^".*:$/s.test(part)) return el("span", { class: "json-key" }, part);
    if (part.startsWith('"')) return el("span", { class: "json-text" }, part);
    if (/^(true|false|null|-?\d)/.test(part)) return el("span", { class: "json-word" }, part);
    return part;
  });
}
