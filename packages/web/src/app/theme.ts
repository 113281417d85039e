import { createTheme, type CSSVariablesResolver } from '@mantine/core';

/** One accent, neutral greys, an 8-pixel rhythm, borders instead of shadows. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 32 } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Menu: {
      // The first entry takes the focus; an empty element that does it in its place has no role in a menu.
      defaultProps: {
        shadow: 'sm',
        withinPortal: true,
        position: 'bottom-start',
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { shadow: 'sm', withinPortal: true } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: {
      defaultProps: {
        size: 'sm',
        checkIconPosition: 'right',
        selectFirstOptionOnChange: true,
        withScrollArea: false,
      },
    },
    MultiSelect: { defaultProps: { selectFirstOptionOnChange: true, withScrollArea: false } },
    TagsInput: { defaultProps: { withScrollArea: false } },
    Autocomplete: { defaultProps: { withScrollArea: false } },
    Modal: {
      defaultProps: { centered: false, yOffset: '10vh', transitionProps: { duration: 80 } },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
  },
});

/** Greys and a red that keep WCAG's 4.5 : 1 for small print and under white, and the lines that stand where others have shadows. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: { '--rhythm': '8px' },
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6b737b',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--line': '#e3e6ea',
    '--line-strong': '#ced4da',
    '--surface': '#ffffff',
    '--surface-sunken': '#f7f8fa',
    '--surface-hover': '#f1f3f5',
    '--surface-selected': '#eef2ff',
    '--surface-selected-hover': '#e3e9ff',
    '--accent': 'var(--mantine-color-indigo-7)',
  },
  dark: {
    '--mantine-color-body': '#16181c',
    '--mantine-color-dimmed': '#a3a9b1',
    '--mantine-color-placeholder': '#8d949d',
    '--mantine-color-error': '#ff8787',
    '--line': '#2c3036',
    '--line-strong': '#3d434b',
    '--surface': '#16181c',
    '--surface-sunken': '#111316',
    '--surface-hover': '#1f2227',
    '--surface-selected': '#1f2742',
    '--surface-selected-hover': '#27305a',
    '--accent': 'var(--mantine-color-indigo-4)',
  },
});
