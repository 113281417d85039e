import { expect, test } from 'vitest';
import { NotReached, openOutbound } from './outbound.ts';
import { isPublic } from './public-addresses.ts';

/** Of networks that are nobody's business from outside: loopback, own networks, clouds' inner addresses, … */
const inner4 = [
  ...['0.0.0.0', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.100.100.200', '127.0.0.1'],
  ...['127.255.255.254', '168.63.129.16', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.192', '192.0.2.1', '192.88.99.1', '192.168.0.1', '192.168.255.255', '198.18.0.1'],
  ...['198.19.255.255', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255'],
  ...['240.0.0.1', '255.255.255.255'],
];
const inner6 = [
  ...['::', '::1', '0:0:0:0:0:0:0:1', 'fe80::1', 'febf::1', 'fec0::1', 'fc00::1', 'fd00:ec2::254'],
  ...[
    'ff02::1',
    'ff0e::1',
    '100::1',
    '64:ff9b:1::a00:1',
    '2001::1',
    '2001:0:7f00:1::',
    '2001:10::1',
  ],
  ...['2001:db8::1', '3fff::1', '5f00::1', '4000::1', 'e000::1'],
];

const digits = (text: string, zero: number): string =>
  text.replace(/\d/g, (one) => String.fromCodePoint(zero + Number(one)));

/** Each way to write an IPv4 address that some program or other understands. */
function formsOf4(address: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const low = c * 256 + d;
  const octal = (n: number) => `0${n.toString(8)}`;
  const hex = (n: number) => `0x${n.toString(16)}`;
  const [high6, low6] = [(a * 256 + b).toString(16), low.toString(16)];
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    octal(whole),
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map((n) => `0000${octal(n)}`).join('.'),
    [a, b, c, d].map(hex).join('.'),
    `${hex(a)}.${octal(b)}.${c}.${hex(d)}`,
    `${a}.${b}.${low}`,
    `${a}.${b * 65_536 + low}`,
    `${hex(a)}.${octal(b * 65_536 + low)}`,
    `0X${whole.toString(16).toUpperCase()}`,
    digits(address, 0xff10),
    address.replaceAll('.', '\u3002'),
    address.replaceAll('.', '\uff0e'),
    digits(address, 0x1d7ce),
    digits(address, 0x660),
    address.replaceAll('.', '%2e'),
    `%${address.charCodeAt(0).toString(16)}${address.slice(1)}`,
    `somebody@${address}`,
    `public.example:secret@${address}`,
    `public.example\\@${address}`,
    `[::ffff:${address}]`,
    `[::ffff:${high6}:${low6}]`,
    `[0:0:0:0:0:ffff:${high6}:${low6}]`,
    `[::${address}]`,
    `[::ffff:0:${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b::${high6}:${low6}]`,
    `[2002:${high6}:${low6}::1]`,
    `[2001:0:1::${high6}:${low6}]`,
    `${address}:22`,
    `${address}:8080`,
  ];
}

const hosts = [
  ...inner4.flatMap(formsOf4),
  ...inner6.flatMap((address) => [
    `[${address}]`,
    `[${address.toUpperCase()}]:443`,
    `x@[${address}]`,
  ]),
  ...['[fe80::1%25eth0]', '[fe80::1%eth0]', '1.1.1.1:25', 'public.example:6379', ''],
];

/** Nothing but addresses may be asked for here; a name of these forms is public to the resolver. */
const outbound = openOutbound({
  allow: [],
  resolve: () => Promise.resolve([{ address: '10.0.0.1', family: 4 }]),
});

test('T20 in whichever way an inner address is written, it is not gone to', async () => {
  expect(new Set(hosts).size).toBeGreaterThan(800);
  const others: string[] = [];
  for (const host of new Set(hosts)) {
    for (const scheme of ['http', 'https']) {
      const came = await outbound(`${scheme}://${host}/`).catch((error: unknown) => error);
      if (!(came instanceof NotReached && came.reason === 'address')) others.push(host);
    }
  }
  expect(others).toEqual([]);
});

test('T20 a name leads nowhere where all that it stands for is inner', async () => {
  const all = [...inner4, ...inner6, ...inner4.map((one) => `::ffff:${one}`)];
  for (const address of all) {
    const family = address.includes(':') ? 6 : 4;
    const asked = openOutbound({
      allow: [],
      resolve: () => Promise.resolve([{ address, family }]),
    });
    await expect(asked('https://public.example/'), address).rejects.toMatchObject({
      reason: 'address',
    });
  }
});

test.each([
  ...['file:///etc/passwd', 'ftp://public.example/', 'gopher://public.example/', 'data:,x'],
  ...['javascript:1', 'unix:/run/docker.sock', '//public.example', 'public.example', ''],
])('T20 %j is no address of the web', async (address) => {
  await expect(outbound(address)).rejects.toMatchObject({ reason: 'address' });
});

test('addresses of the public Internet are public', () => {
  const all = [
    '1.1.1.1',
    '93.184.215.14',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '223.255.255.1',
  ];
  expect(
    [...all, '2606:4700::1', '2a00:1450:4001::200e', '2400:cb00::1'].filter(isPublic),
  ).toHaveLength(9);
  expect(['', 'localhost', '1.2.3', '1.2.3.4.5'].filter(isPublic)).toEqual([]);
});
