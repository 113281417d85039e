import type { SeedTexts } from './seed-texts.ts';

export interface TemplateStage {
  name: string;
  means: 'open' | 'won' | 'lost';
  probability: number;
  colour: string;
  rotAfterDays: number | null;
}

/** Name, probability, colour, days until a deal rots. */
type Step = readonly [name: string, probability: number, colour: string, rotAfterDays?: number];

/**
 * Open stages of what a pipeline may begin with; every one ends with won and lost. Pipedrive's way of a sale, Bitrix24's,
 * RD's, and three of other trades (plug-bitrix24-pipedrive.md §5.1, §5.2).
 */
const open = {
  sales: [
    ['qualified', 10, '#74c0fc', 30],
    ['contactMade', 20, '#4dabf7', 30],
    ['demoScheduled', 40, '#748ffc', 30],
    ['proposalMade', 60, '#9775fa', 45],
    ['negotiationsStarted', 80, '#f783ac', 45],
  ],
  documents: [
    ['new', 10, '#39a8ef'],
    ['preparation', 30, '#2fc6f6'],
    ['prepayment', 50, '#55d0e0'],
    ['executing', 70, '#47e4c2'],
    ['finalInvoice', 90, '#ffa900'],
  ],
  inbound: [
    ['noContact', 5, '#74c0fc', 7],
    ['contactMade', 15, '#4dabf7', 14],
    ['interest', 30, '#748ffc', 21],
    ['presentation', 50, '#9775fa', 30],
    ['proposalSent', 70, '#f783ac', 30],
  ],
  afterSales: [
    ['handedOver', 60, '#74c0fc', 14],
    ['introduced', 70, '#4dabf7', 30],
    ['inUse', 80, '#9775fa'],
    ['renewalDue', 90, '#ffa94d', 30],
  ],
  realEstate: [
    ['enquiry', 5, '#74c0fc', 7],
    ['viewing', 20, '#4dabf7', 14],
    ['offer', 50, '#9775fa', 14],
    ['reserved', 80, '#ffa94d', 30],
    ['contract', 95, '#f783ac', 30],
  ],
  recruiting: [
    ['applied', 10, '#74c0fc', 7],
    ['screening', 25, '#4dabf7', 7],
    ['interview', 50, '#9775fa', 14],
    ['offer', 80, '#f783ac', 14],
  ],
} satisfies { [T in keyof SeedTexts['templates']]: readonly Step[] };

export type TemplateName = keyof typeof open;
export const templateNames = Object.keys(open).filter((name): name is TemplateName => name in open);

/** The stages of a template in the words of a language. */
export function stagesOfTemplate(template: TemplateName, texts: SeedTexts): TemplateStage[] {
  // A template says what differs from the words of a sale.
  const said = new Map<string, unknown>(Object.entries(texts.templates[template]));
  const names = new Map<string, string>([
    ...Object.entries(texts.stages),
    ...Object.entries(said.get('stages') ?? {}).map(([key, name]) => [key, String(name)] as const),
  ]);
  const word = (key: string) => String(said.get(key) ?? names.get(key));
  const steps: readonly Step[] = open[template];
  const end = { rotAfterDays: null };
  return [
    ...steps.map(([name, probability, colour, rotAfterDays]): TemplateStage => ({
      ...{ name: word(name), means: 'open', probability, colour },
      rotAfterDays: rotAfterDays ?? null,
    })),
    { ...end, name: word('won'), means: 'won', probability: 100, colour: '#40c057' },
    { ...end, name: word('lost'), means: 'lost', probability: 0, colour: '#fa5252' },
    ...(said.has('apology')
      ? [
          {
            ...end,
            name: word('apology'),
            means: 'lost' as const,
            probability: 0,
            colour: '#ff5752',
          },
        ]
      : []),
  ];
}
