/**
 * Runs on the pages of other sites: puts the form into a frame where the script stands, as high as what is in it, and
 * tells the form from where the visitor has come. `<script src="…/embed.js" data-form="<key>" async>`.
 */
(() => {
  const script = document.currentScript;
  const key = script?.dataset.form;
  if (!key) return;
  const here = new URL(location.href);
  const visit = new URLSearchParams({ landingPage: here.origin + here.pathname });
  if (document.referrer) visit.set('referrer', document.referrer);
  for (const name of ['Source', 'Medium', 'Campaign', 'Content', 'Term']) {
    const value = here.searchParams.get(`utm_${name.toLowerCase()}`);
    if (value) visit.set(`utm${name}`, value);
  }
  const frame = document.createElement('iframe');
  frame.src = `${new URL(key, script.src).href}?${visit.toString()}`;
  frame.title = script.dataset.title ?? '';
  frame.style.cssText = 'width:100%;height:480px;border:0';
  addEventListener('message', ({ source, data }) => {
    const height = Number(data?.relataHeight);
    if (source === frame.contentWindow && height > 0 && height < 20_000)
      frame.style.height = `${Math.ceil(height)}px`;
  });
  script.after(frame);
})();
