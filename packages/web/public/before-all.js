// Runs before everything else. A file, because the server allows no inline script.
(function () {
  // Mantine writes style sheets by innerHTML. Text in which no element can begin is all that may be written so; addresses
  // of scripts and code made of text are refused, and nobody else can have a policy (see the server's security headers).
  if (window.trustedTypes)
    trustedTypes.createPolicy('default', {
      createHTML: function (text) {
        return text.includes('<') ? null : text;
      },
    });

  // A dark page is never white for a moment.
  var chosen = null;
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value');
  } catch (_) {
    // Storage may be forbidden; then the system decides.
  }
  var dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
