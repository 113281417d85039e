/** A file that was dropped on another page, on its way to the import. */
let handed: File | null = null;

export function handOver(file: File): void {
  handed = file;
}

export function takeHanded(): File | null {
  const file = handed;
  handed = null;
  return file;
}
