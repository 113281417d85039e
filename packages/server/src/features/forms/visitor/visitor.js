/**
 * Runs on the page of a form: reckons the proof while the visitor types, sends the answers, shows what is wrong beside
 * each of them, and says thanks or leads on. No Web Crypto: a page without TLS does not have it.
 */
const form = document.querySelector('form.relata-form');
const soonestMs = 3200;
const freshMs = 3_600_000;

document.documentElement.classList.toggle('alone', parent === window);
tellHeight();
new ResizeObserver(tellHeight).observe(document.documentElement);
if (form) serve(form);

/** A script of ours on the page around this one makes the frame as high. */
function tellHeight() {
  if (parent !== window)
    parent.postMessage({ relataHeight: document.querySelector('main').offsetHeight + 8 }, '*');
}

function serve(element) {
  const input = (name) => element.elements.namedItem(name);
  let opened = performance.now();
  let proof = prove(input('relata-ticket').value);
  const button = element.querySelector('button');
  const words = button.textContent;
  // What is missing is said here in the form's language, not by the browser in its own.
  element.noValidate = true;

  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    clear(element);
    if (isIncomplete(element)) return;
    button.disabled = true;
    button.textContent = element.dataset.sending;
    try {
      if (performance.now() - opened > freshMs) await renew();
      await finish(await send());
    } catch {
      say(element, element.dataset.failed);
    }
    button.disabled = false;
    button.textContent = words;
  });

  /** The page has been open for so long that its ticket does not count any more. */
  async function renew() {
    const answer = await fetch(`${element.action}/ticket`);
    if (!answer.ok) return;
    input('relata-ticket').value = (await answer.json()).data.ticket;
    opened = performance.now();
    proof = prove(input('relata-ticket').value);
  }

  async function send() {
    input('relata-proof').value = await proof;
    const early = soonestMs - (performance.now() - opened);
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const post = {};
    for (const [name, value] of new FormData(element))
      post[name] = name in post ? [post[name], value].flat() : value;
    return fetch(element.action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(post),
    });
  }

  async function finish(answer) {
    const { data, title, detail, errors = [] } = await answer.json();
    if (!answer.ok) {
      for (const error of errors) mark(element, error);
      if (!errors.length) say(element, `${title}. ${detail}`);
      element.querySelector('[aria-invalid]')?.focus();
      return;
    }
    if (data.redirect) {
      // In a frame the whole page goes on, not the frame alone.
      window.top.location.assign(data.redirect);
      return;
    }
    const thanks = document.createElement('p');
    thanks.className = 'relata-thanks';
    thanks.setAttribute('role', 'status');
    thanks.tabIndex = -1;
    thanks.style.whiteSpace = 'pre-line';
    thanks.textContent = data.thanks;
    document.querySelector('main').replaceChildren(thanks);
    thanks.focus();
    tellHeight();
  }
}

/** Says what is missing; everything else is for the server to judge. */
function isIncomplete(element) {
  const missing = [...element.elements].filter((one) => one.validity?.valueMissing);
  for (const { name } of missing)
    mark(element, {
      field: name,
      message: name === 'relata-consent' ? element.dataset.consent : element.dataset.required,
    });
  missing[0]?.focus();
  return missing.length > 0;
}

function clear(element) {
  for (const one of document.querySelectorAll('.relata-error, .relata-problem, .relata-notice'))
    one.remove();
  for (const one of element.querySelectorAll('[aria-invalid]')) {
    one.removeAttribute('aria-invalid');
    one.removeAttribute('aria-describedby');
  }
}

function say(element, text) {
  const problem = document.createElement('p');
  problem.className = 'relata-problem';
  problem.setAttribute('role', 'alert');
  problem.textContent = text;
  element.before(problem);
}

function mark(element, { field, message }) {
  const id = field.startsWith('relata-') ? field : `relata-${field.replace('.', '-')}`;
  const control = document.getElementById(id);
  const place = control?.closest('.relata-field');
  if (!place) return say(element, message);
  const problem = document.createElement('p');
  problem.className = 'relata-error';
  problem.id = `${id}-error`;
  problem.textContent = message;
  place.append(problem);
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', problem.id);
}

/** The first number with which SHA-256 of `<ticket>.<number>` begins with as many zero bits as the ticket asks for. */
async function prove(ticket) {
  const bits = Number(ticket.split('.')[2]);
  let pause = performance.now() + 12;
  for (let number = 0; ; number++) {
    if (sha256Begin(`${ticket}.${number}`) >>> (32 - bits) === 0) return String(number);
    if (number % 64 || performance.now() < pause) continue;
    await new Promise((resolve) => setTimeout(resolve));
    pause = performance.now() + 12;
  }
}

/** The first 32 bits of SHA-256 (FIPS 180-4) of an ASCII text. */
function sha256Begin(text) {
  const length = text.length;
  const words = new Int32Array((((length + 8) >> 6) + 1) * 16);
  for (let i = 0; i < length; i++) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
  words[length >> 2] |= 0x80 << (24 - (length % 4) * 8);
  words[words.length - 1] = length * 8;
  const { begin, constants } = tables();
  const state = Int32Array.from(begin);
  const w = new Int32Array(64);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < words.length; at += 16) {
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = words[at + i];
      else {
        const x = w[i - 15];
        const y = w[i - 2];
        const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
        const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      const t1 =
        (h +
          (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
          ((e & f) ^ (~e & g)) +
          constants[i] +
          w[i]) |
        0;
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] += value;
  }
  return state[0];
}

/** Fractions of the square and cube roots of the first primes. */
function tables() {
  if (tables.made) return tables.made;
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((one) => n % one)) primes.push(n);
  const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
  tables.made = {
    begin: primes.slice(0, 8).map((one) => fraction(Math.sqrt(one))),
    constants: primes.map((one) => fraction(Math.cbrt(one))),
  };
  return tables.made;
}
