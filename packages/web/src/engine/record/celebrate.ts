const colours = ['#4263eb', '#12b886', '#fab005', '#f03e3e', '#be4bdb'];

/** A handful of paper over the page for a second; nothing at all for people who asked for less motion. */
export function celebrate(): void {
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const stage = document.createElement('div');
  stage.setAttribute('aria-hidden', 'true');
  stage.style.cssText = 'position:fixed;inset:0;overflow:hidden;pointer-events:none;z-index:1000';
  document.body.append(stage);
  const falls = Array.from({ length: 70 }, (_, i) => {
    const piece = document.createElement('i');
    piece.style.cssText = `position:absolute;left:50%;top:30%;width:8px;height:12px;border-radius:1px;background:${colours[i % colours.length]}`;
    stage.append(piece);
    const angle = Math.random() * 2 * Math.PI;
    const reach = 120 + Math.random() * 280;
    const x = Math.cos(angle) * reach;
    const y = Math.sin(angle) * reach * 0.6;
    const turn = Math.random() * 720 - 360;
    return piece.animate(
      [
        { transform: 'translate(0, 0) rotate(0)', opacity: 1 },
        { transform: `translate(${x}px, ${y}px) rotate(${turn}deg)`, opacity: 1, offset: 0.35 },
        { transform: `translate(${x * 1.15}px, ${y + 360}px) rotate(${turn * 2}deg)`, opacity: 0 },
      ],
      {
        duration: 1100 + Math.random() * 500,
        easing: 'cubic-bezier(.2,.6,.4,1)',
        fill: 'forwards',
      },
    ).finished;
  });
  void Promise.allSettled(falls).then(() => stage.remove());
}
