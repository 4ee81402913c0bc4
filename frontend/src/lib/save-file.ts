/** Gives the browser a file to save, under a name; it is never opened in the page. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun; some browsers read the address a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
