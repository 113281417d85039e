/** Mantine's names and hex codes as CSS: a dot or a bar in that colour stands out on light and dark. */
export function cssColour(colour: string | null | undefined): string {
  if (!colour) return 'var(--mantine-color-gray-5)';
  if (/^#[0-9a-f]{3,8}$/i.test(colour)) return colour;
  return /^[a-z]+$/.test(colour)
    ? `var(--mantine-color-${colour}-6, var(--mantine-color-gray-5))`
    : 'var(--mantine-color-gray-5)';
}
